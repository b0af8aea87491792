import { applyTemplate } from "@touchline/db/commands/template";
import { TEMPLATE_NAMES } from "@touchline/db/commands/template-data";
import { systemScope } from "@touchline/domain/access";
import { AppError } from "@touchline/domain/errors";
import { openDatabase } from "../database.ts";
import { say } from "../terminal.ts";

/** Adds the departments, touchpoints and channels of a template that are not there yet. */
export async function run([given]: string[]): Promise<void> {
  const name = TEMPLATE_NAMES.find((known) => known === given);
  if (!name) throw new AppError("invalid", `Name a template: ${TEMPLATE_NAMES.join(", ")}`);
  const { db, close } = await openDatabase();
  try {
    const added = await applyTemplate(db, systemScope("touchline template"), name);
    say(
      `Added ${added.departments} departments, ${added.touchpoints} touchpoints and ${added.channels} channels. What was there is unchanged.`,
    );
  } finally {
    await close();
  }
}
