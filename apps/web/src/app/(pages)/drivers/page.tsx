import { Panel } from "@touchline/ui/panel";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { loadFilters } from "../../../filters.ts";
import { api, requireViewer } from "../../../server.ts";
import { settle } from "../../../settle.ts";
import { recordsAddress } from "../../../subject.ts";
import { DriverTable } from "../../../widgets/drivers/driver-table.tsx";
import { ImportanceMap } from "../../../widgets/drivers/importance-map.tsx";
import { KindTable } from "../../../widgets/drivers/kind-table.tsx";
import { driversAddress, loadDriverQuestion } from "../../../widgets/drivers/question.ts";
import { driversSentence, explainedWords, kindsSentence } from "../../../widgets/drivers/words.ts";
import { TextLink } from "../../../widgets/page/link.tsx";
import { MetricPage } from "../../../widgets/page/metric-page.tsx";
import { PanelNote } from "../../../widgets/page/panel-note.tsx";
import { panelState } from "../../../widgets/page/panel-state.tsx";
import { readQuestion } from "../../../widgets/page/question.ts";

export const metadata: Metadata = { title: "Drivers" };

const PATH = "/drivers";

export default async function DriversPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer("metrics:read");
  const [filters, own, call] = await Promise.all([
    loadFilters(searchParams),
    loadDriverQuestion(searchParams),
    api(),
  ]);
  const [question, summary, found] = await Promise.all([
    readQuestion(call, filters),
    settle(call.experience.summary(filters)),
    settle(call.drivers.list({ ...filters, ...own })),
  ]);
  const asked = { ...filters, ...own };
  const file = driversAddress("/api/export/drivers", asked);
  const here = { path: PATH, again: driversAddress(PATH, asked) };
  const { departments } = question.places;
  const outcomes = found.ok ? found.value.outcomes : [];
  return (
    <MetricPage
      title="Drivers: what customers value"
      path={PATH}
      crumbs={[{ path: "/", label: "Overview" }]}
      question={question}
      role={viewer.role}
      answers={summary.ok ? summary.value.figures.answers.statistic.n : null}
      empty={summary.ok && summary.value.empty}
      further={[
        {
          name: "department",
          label: "Touchpoints of",
          value: own.department ?? "",
          options: [
            { value: "", label: "The whole company" },
            ...departments.map(({ slug, name }) => ({ value: slug, label: name })),
          ],
        },
        ...(outcomes.length > 1
          ? [
              {
                name: "outcome",
                label: "Overall answer",
                value: (found.ok && found.value.outcome?.question) || "",
                options: outcomes.map(({ question: value, label }) => ({ value, label })),
              },
            ]
          : []),
      ]}
      sentence={found.ok && driversSentence(found.value)}
    >
      <Panel
        id="map"
        title="What counts, and how it is rated"
        note={<PanelNote csv={file} of="the drivers" />}
        state={panelState(found, here, (value) => (
          <>
            <p className="mb-4 max-w-prose text-muted">
              {explainedWords(value)}{" "}
              {value.outcome && (
                <TextLink
                  href={recordsAddress({
                    ...filters,
                    touchpoint: "overall",
                    question: value.outcome.question,
                  })}
                >
                  The overall answers
                </TextLink>
              )}
            </p>
            <ImportanceMap found={value} filters={filters} />
          </>
        ))}
      />
      {found.ok && (
        <>
          <Panel
            id="importance"
            title="How much each counts"
            note={
              <PanelNote csv={file} of="how much each counts">
                The hairline is the mean
              </PanelNote>
            }
            state={{ kind: "ready", children: <DriverTable found={found.value} filters={filters} /> }}
          />
          <Panel
            id="kinds"
            title="What only disappoints, and what delights"
            note={<PanelNote csv={file} of="what disappoints and what delights" />}
            state={{
              kind: "ready",
              children: (
                <>
                  <p className="mb-3 max-w-prose">{kindsSentence(found.value.drivers)}</p>
                  <KindTable drivers={found.value.drivers} />
                </>
              ),
            }}
          />
        </>
      )}
    </MetricPage>
  );
}
