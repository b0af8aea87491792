/// <reference path="../../../packages/db/test/server.ts" />
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../../packages/db/test/database.ts";

const t = testDatabase();
const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const CLI = fileURLToPath(new URL("../src/touchline.ts", import.meta.url));
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "touchline-import-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function touchline(...args: string[]): Promise<{ code: number | null; out: string; error: string }> {
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), CLI, ...args], {
    cwd: folder,
    env: { ...process.env, DATABASE_URL: t.url },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let error = "";
  child.stdout.on("data", (data: Buffer) => {
    out += data;
  });
  child.stderr.on("data", (data: Buffer) => {
    error += data;
  });
  const [code] = await once(child, "close");
  return { code, out, error };
}

const byMapping = ["--mapping", fixture("visits.json")];
const answers = async () =>
  (await t.pool.query("select count(*)::int n, sum(score)::int total from answer")).rows[0];

test("a dry run, an import, the same again, a correction, and its undoing", async () => {
  const dry = await touchline(
    "import",
    fixture("visits.csv"),
    ...byMapping,
    "--dry-run",
    "--rejected",
    "dry.csv",
  );
  expect(dry).toMatchObject({ code: 0, error: "" });
  expect(dry.out).toContain("dry run");
  expect(await answers()).toEqual({ n: 0, total: null });
  const dryProblems = await readFile(join(folder, "dry.csv"), "utf8");

  const first = await touchline("import", fixture("visits.csv"), ...byMapping, "--rejected", "out.csv");
  expect(first).toMatchObject({ code: 0, error: "" });
  const counts = /([\d,]+) rows accepted, ([\d,]+) rejected, 1 blank/.exec(first.out);
  expect(Number(counts?.[1]) + Number(counts?.[2])).toBe(5);
  expect(first.out).toContain('row 4, column "when", value "=1+1"');
  expect(await readFile(join(folder, "out.csv"), "utf8")).toBe(dryProblems);
  const imported = await answers();
  expect(imported.n).toBeGreaterThanOrEqual(4);

  const again = await touchline("import", fixture("visits.csv"), ...byMapping);
  expect(again.out).toMatch(/0 records created, 0 corrected, [1-9]\d* unchanged/);
  expect(await answers()).toEqual(imported);

  const corrected = (await readFile(fixture("visits.csv"), "utf8")).replace("Z,5,9", "Z,1,0");
  await writeFile(join(folder, "visits.csv"), corrected);
  expect((await touchline("import", "visits.csv", ...byMapping)).out).toContain(
    "0 records created, 1 corrected",
  );
  expect(await answers()).toEqual({ n: imported.n, total: imported.total - 13 });
  expect((await touchline("rollups", "verify")).out).toContain("Every counter equals the answers.");

  const runs = JSON.parse((await touchline("runs", "--json")).out) as { id: number; status: string }[];
  expect(runs.map((run) => run.status)).toEqual(["published", "published", "published"]);
  const undone = await touchline("undo", String(runs[0]?.id));
  expect(undone.out).toContain("1 put back");
  expect(await answers()).toEqual(imported);
  expect((await touchline("runs")).out).toContain("undone");
  expect(await touchline("undo", String(runs[0]?.id))).toMatchObject({ code: 1, out: "" });

  const rejected = await touchline("rejected", String(runs[2]?.id));
  expect(rejected.out).toContain("4,whole row,when,'=1+1,");
  expect((await touchline("rejected", "999")).error).toBe("There is no import run 999.\n");
});

test("a packed file is the same file, and stored mappings are found by name", async () => {
  await writeFile(join(folder, "more.csv.gz"), gzipSync(await readFile(fixture("visits.csv"))));
  expect(await touchline("mapping", "save", fixture("visits.json"))).toMatchObject({ code: 0, error: "" });
  expect((await touchline("mapping", "list")).out).toMatch(/visits +1/);
  expect(JSON.parse((await touchline("mapping", "show", "visits")).out)).toMatchObject({ name: "visits" });
  const before = await answers();
  const packed = await touchline("import", "more.csv.gz", "--mapping", "visits", "--source", "Other shop");
  expect(packed).toMatchObject({ code: 0, error: "" });
  expect(await answers()).toEqual({ n: before.n * 2, total: before.total * 2 });
});

test("a survey's unexplained columns are named, and taken when told what they are", async () => {
  const response = (id: string, score: number) => ({
    event: "responseFinished",
    data: { id, surveyId: "s", createdAt: "2026-01-05T10:00:00.000Z", data: { q1: score } },
  });
  await writeFile(join(folder, "responses.json"), JSON.stringify([response("a", 9), response("b", 3)]));
  const before = await answers();
  const args = ["import", "responses.json", "--mapping", "formbricks"];
  const untold = await touchline(...args);
  expect(untold.out).toContain(
    'left out: column "q1": the payload does not say what kind of question this is',
  );
  expect(await answers()).toEqual(before);
  expect((await touchline(...args, "--question", "q1=nps")).error).toMatch(
    /^"nps" is no question type\. There are: /,
  );
  const told = await touchline(...args, "--question", "q1=nps_0_10");
  expect({ ...told, left: told.out.includes("left out") }).toMatchObject({ code: 0, error: "", left: false });
  expect(await answers()).toEqual({ n: before.n + 2, total: before.total + 12 });
  const survey = { questions: [{ id: "q1", type: "nps", headline: { default: "Would you recommend us?" } }] };
  await writeFile(join(folder, "survey.json"), JSON.stringify(survey));
  const defined = await touchline(
    "mapping",
    "propose",
    "formbricks",
    "responses.json",
    "--definition",
    "survey.json",
  );
  expect(JSON.parse(defined.out).records[0].answers).toMatchObject([{ question: "nps_0_10" }]);
  expect(await touchline("mapping", "propose", "formbricks", "nowhere.json")).toEqual({
    code: 1,
    out: "",
    error: "nowhere.json can't be read: there is no such file.\n",
  });
});

test("mappings as Windows writes them are read, and a file's control characters reach no terminal", async () => {
  const mapping = (await readFile(fixture("visits.json"), "utf8")).replace(
    "shop-survey",
    "control-characters",
  );
  await writeFile(join(folder, "marked.json"), `\ufeff${mapping}`);
  await writeFile(join(folder, "wide.json"), Buffer.from(`\ufeff${mapping}`, "utf16le"));
  const rows = "1,ann,\u001b[2Jsoon\u0007,5,9,\n2,bob,2026-01-05,4,9,\n";
  await writeFile(join(folder, "control.csv"), `id,customer,when,checkout,recommend,comment\n${rows}`);
  for (const file of ["marked.json", "wide.json"]) {
    const { code, out } = await touchline("import", "control.csv", "--mapping", file, "--dry-run");
    expect(code).toBe(0);
    expect(out).toContain('row 1, column "when", value "\ufffd[2Jsoon\ufffd"');
  }
});

test("what can't be imported is said in one line and leaves nothing", async () => {
  const before = await answers();
  const said = async (...args: string[]) => {
    const { code, out, error } = await touchline("import", ...args);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(error.trim().split("\n")).toHaveLength(1);
    return error.trim();
  };
  expect(await said("nowhere.csv", ...byMapping)).toBe("nowhere.csv can't be read: there is no such file.");
  expect(await said(folder, ...byMapping)).toMatch(/is no file\.$/);
  expect(await said(fixture("visits.csv"), "--mapping", "nothing")).toContain('"nothing"');
  expect(await said(fixture("visits.csv"), "--mapping", fixture("visits.csv.json"))).toContain(
    "no such file",
  );
  expect(await said(...byMapping)).toContain("Usage: touchline import FILE...");
  expect(await said(fixture("visits.csv"), "--colour")).toContain("--colour");
  await writeFile(join(folder, "broken.json"), "{");
  expect(await said(fixture("visits.csv"), "--mapping", "broken.json")).toContain("broken.json is no JSON");
  await writeFile(
    join(folder, "cut.csv.gz"),
    gzipSync(await readFile(fixture("visits.csv"))).subarray(0, 60),
  );
  expect(await said("cut.csv.gz", ...byMapping)).toContain("no whole gzip file");
  expect(await answers()).toEqual(before);
});

test("a file that grows or vanishes while it is read fails its run and publishes nothing", async () => {
  const before = await answers();
  const header = "id,customer,when,checkout,recommend,comment\n";
  const path = join(folder, "long.csv");
  const lines = Array.from({ length: 400_000 }, (_, at) => `L${at},c${at},2026-01-05T10:00:00Z,5,9,\n`);
  for (const spoil of [() => appendFile(path, "x,y,2026-01-05T10:00:00Z,5,9,\n"), () => rm(path)]) {
    await writeFile(path, header + lines.join(""));
    const importing = touchline("import", path, ...byMapping);
    await expect
      .poll(
        async () =>
          (await t.pool.query("select 1 from import_run where status = 'reading' and rows_read > 0"))
            .rowCount,
        { timeout: 60_000, interval: 20 },
      )
      .toBe(1);
    await spoil();
    const { code, error } = await importing;
    expect({ code, error }).toEqual({
      code: 1,
      error: expect.stringMatching(
        /^long\.csv (grew|changed|vanished) while it was read: nothing of it was imported\.\n$/,
      ),
    });
    expect(await answers()).toEqual(before);
  }
  const { rows } = await t.pool.query("select status, error from import_run order by id desc limit 2");
  expect(rows.map((row) => row.status)).toEqual(["failed", "failed"]);
});

test("Ctrl-C cancels an import", async () => {
  const before = await answers();
  const path = join(folder, "cancelled.csv");
  await copyFile(fixture("visits.csv"), path);
  await appendFile(
    path,
    Array.from({ length: 300_000 }, (_, at) => `C${at},c${at},2026-01-05T10:00:00Z,5,9,\n`).join(""),
  );
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), CLI, "import", path, ...byMapping],
    {
      env: { ...process.env, DATABASE_URL: t.url },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let error = "";
  child.stderr.on("data", (data: Buffer) => {
    error += data;
  });
  await expect
    .poll(
      async () =>
        (await t.pool.query("select 1 from import_run where status = 'reading' and rows_read > 0")).rowCount,
      { timeout: 60_000, interval: 20 },
    )
    .toBe(1);
  child.kill("SIGINT");
  const [code] = await once(child, "close");
  expect({ code, error }).toEqual({
    code: 1,
    error: "cancelled.csv: cancelled, nothing of it was imported.\n",
  });
  expect(await answers()).toEqual(before);
});
