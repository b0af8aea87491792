import type { RouterOutputs } from "@touchline/api/root";
import { formatInstant } from "@touchline/ui/formats";
import { Panel } from "@touchline/ui/panel";
import { CELL, CELL_NUMBER, HEAD, HEAD_NUMBER, HEAD_ROW, ROW, SCROLL, TABLE } from "@touchline/ui/table";
import Link from "next/link";

/** The address of a stored mapping's page. */
export function mappingPath(name: string): string {
  return `/imports/mappings/${encodeURIComponent(name)}`;
}

/** Mappings that imports stored, or somebody did, each in its newest version. */
export function MappingList({
  mappings,
  timeZone,
}: {
  mappings: RouterOutputs["mappings"]["list"];
  timeZone: string;
}) {
  if (mappings.stored.length === 0)
    return (
      <Panel
        id="mappings"
        title="Mappings"
        state={{
          kind: "empty",
          message: "Each import stores how its file was read, to be changed and used again.",
          next: null,
        }}
      />
    );
  const table = (
    <div className={SCROLL}>
      <table className={TABLE}>
        <thead>
          <tr className={HEAD_ROW}>
            <th scope="col" className={HEAD}>
              Mapping
            </th>
            <th scope="col" className={HEAD_NUMBER}>
              Version
            </th>
            <th scope="col" className={HEAD}>
              Since
            </th>
          </tr>
        </thead>
        <tbody>
          {mappings.stored.map(({ name, version, createdAt }) => (
            <tr key={name} className={ROW}>
              <th scope="row" className={`${CELL} wrap-anywhere`}>
                <Link href={mappingPath(name)} className="text-accent underline underline-offset-2">
                  {name}
                </Link>
              </th>
              <td className={CELL_NUMBER}>{version}</td>
              <td className={CELL}>{formatInstant(createdAt, timeZone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
  return <Panel id="mappings" title="Mappings" state={{ kind: "ready", children: table }} />;
}
