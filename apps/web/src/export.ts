import { auditCells, channelShares, matrixCells } from "@touchline/api/channel-tables";
import type { createCaller } from "@touchline/api/root";
import { barsOf, viewCsv } from "@touchline/api/view-csv";
import { SENTIMENT_ACCURACY } from "@touchline/domain/topics";
import { loadContactChoice } from "./cause-address.ts";
import { everyPage, LONGEST_PAGE } from "./every-page.ts";
import { loadFilters, loadSort, loadWeekly } from "./filters.ts";
import { loadSearch } from "./search.ts";
import { loadSubject } from "./subject.ts";
import { loadChangeQuestion } from "./widgets/changes/question.ts";
import { pathsOf } from "./widgets/channel/paths.ts";
import { historyOf, loadAudited } from "./widgets/consistency/audited.ts";
import { amongPeers } from "./widgets/department/peers.tsx";
import { loadDriverQuestion } from "./widgets/drivers/question.ts";
import { basisRows } from "./widgets/failure/basis-table.tsx";
import { causedLines, causeLines, failureFigures } from "./widgets/failure/figures.ts";
import { DEPARTMENT_ORDERS } from "./widgets/overview/department-orders.ts";
import { trendLines } from "./widgets/page/trend-points.ts";
import { MOST_RESCUES, serviceLines, serviceTrendLines } from "./widgets/service/lines.ts";
import { readSort, type Sort, sortRows } from "./widgets/table/sort.ts";
import { TOUCHPOINT_ORDERS } from "./widgets/touchpoint/touchpoint-rows.tsx";
import { trustLines } from "./widgets/trust/trust-lines.ts";
import { COSTS_MOST, TOPIC_ORDERS } from "./widgets/voice/topic-orders.ts";

type Call = ReturnType<typeof createCaller>;

/** What a file is made of: the question of the page's address, and the slug of whose page it is. */
interface Asked {
  readonly search: URLSearchParams;
  readonly slug: string;
}

const view = ({ search }: Asked) => loadFilters(search);
const about = (asked: Asked) => ({ ...view(asked), slug: asked.slug });
const course = (asked: Asked) => ({ ...view(asked), ...loadWeekly(asked.search) });
const AS_IT_COMES: Sort = { key: "", down: false };

function sorted<Row>(
  rows: readonly Row[],
  { search }: Asked,
  orders: Readonly<Record<string, (row: Row) => number | string | null>>,
  usual: Sort,
): Row[] {
  return sortRows(rows, readSort(loadSort(search).sort, Object.keys(orders), usual), orders);
}

/** The tables that pages show, by the address of their file; * is a slug. Each is read by the page's own procedure. */
const EXPORTS: Readonly<Record<string, (call: Call, asked: Asked) => Promise<string>>> = {
  figures: async (call, asked) =>
    viewCsv("figures", Object.values((await call.experience.summary(view(asked))).figures)),
  trend: async (call, asked) => viewCsv("trend", trendLines(await call.experience.trend(course(asked)))),
  movers: async (call, asked) => viewCsv("movers", (await call.movers.list(view(asked))).items),
  journey: async (call, asked) => viewCsv("journey", await call.journey.list(view(asked))),
  "journey-figures": async (call, asked) => {
    const { yield: found } = await call.journey.map(view(asked));
    return viewCsv("figures", [{ metric: "journey_yield", ...found, scale: null }]);
  },
  "journey-touchpoints": async (call, asked) => {
    const stages = await call.journey.list(view(asked));
    return viewCsv(
      "journeyTouchpoints",
      stages.flatMap(({ name, touchpoints }) => touchpoints.map((row) => ({ ...row, stage: name }))),
    );
  },
  "service-figures": async (call, asked) =>
    viewCsv("figures", serviceLines(await call.service.summary(view(asked)))),
  "service-trend": async (call, asked) =>
    viewCsv("serviceTrend", serviceTrendLines(await call.service.trend(course(asked)))),
  "service-bad-stops": async (call, asked) =>
    viewCsv("badStops", (await call.service.summary(view(asked))).badStops),
  "service-rescues": async (call, asked) =>
    viewCsv("rescues", (await call.service.rescues({ ...view(asked), limit: MOST_RESCUES })).rows),
  trust: async (call, asked) => {
    const { touchpoint, department } = loadSubject(asked.search);
    return viewCsv("trust", trustLines(await call.trust.get({ ...view(asked), touchpoint, department })));
  },
  sources: async (call) => viewCsv("freshness", await call.freshness.list()),
  departments: async (call, asked) => {
    const rows = await call.departments.list(view(asked));
    return viewCsv("departments", sorted(rows, asked, DEPARTMENT_ORDERS, { key: "score", down: true }));
  },
  "departments/*/trend": async (call, asked) =>
    viewCsv("trend", trendLines(await call.departments.trend(about(asked)))),
  "departments/*/peers": async (call, asked) =>
    viewCsv("peers", amongPeers(await call.departments.get(about(asked)))),
  "departments/*/touchpoints": async (call, asked) => {
    const { touchpoints } = await call.departments.get(about(asked));
    return viewCsv("touchpoints", sorted(touchpoints, asked, TOUCHPOINT_ORDERS, AS_IT_COMES));
  },
  "departments/*/channels": async (call, asked) =>
    viewCsv("channels", (await call.departments.get(about(asked))).channels),
  "departments/*/distributions": async (call, asked) =>
    viewCsv("distribution", barsOf((await call.departments.get(about(asked))).distributions)),
  touchpoints: async (call, asked) => {
    const rows = await call.touchpoints.list({ ...view(asked), department: null });
    return viewCsv("touchpoints", sorted(rows, asked, TOUCHPOINT_ORDERS, AS_IT_COMES));
  },
  "touchpoints/*/trend": async (call, asked) =>
    viewCsv("trend", trendLines(await call.touchpoints.trend(about(asked)))),
  "touchpoints/*/distributions": async (call, asked) =>
    viewCsv("distribution", barsOf((await call.touchpoints.get(about(asked))).questions)),
  "touchpoints/*/questions": async (call, asked) =>
    viewCsv("questions", (await call.touchpoints.get(about(asked))).questions),
  "touchpoints/*/channels": async (call, asked) =>
    viewCsv("parts", (await call.touchpoints.get(about(asked))).channels),
  "touchpoints/*/segments": async (call, asked) =>
    viewCsv("parts", (await call.touchpoints.get(about(asked))).segments),
  channels: async (call, asked) => viewCsv("channels", await call.channels.list(view(asked))),
  "channels/*/trend": async (call, asked) =>
    viewCsv("trend", trendLines(await call.channels.trend(about(asked)))),
  "channels/*/children": async (call, asked) =>
    viewCsv("channels", (await call.channels.get(about(asked))).children),
  "channels/*/touchpoints": async (call, asked) => {
    const { touchpoints } = await call.channels.get(about(asked));
    return viewCsv(
      "touchpoints",
      sorted(touchpoints, asked, TOUCHPOINT_ORDERS, { key: "score", down: true }),
    );
  },
  drivers: async (call, asked) => {
    const question = { ...view(asked), ...loadDriverQuestion(asked.search) };
    return viewCsv("drivers", (await call.drivers.list(question)).drivers);
  },
  "channel-contacts": async (call, asked) =>
    viewCsv("channel-contacts", await call.channels.contacts(view(asked))),
  "channel-paths": async (call, asked) => viewCsv("paths", (await call.channels.paths(view(asked))).channels),
  "department-paths": async (call, asked) =>
    viewCsv("paths", (await call.channels.paths(view(asked))).departments),
  "channel-matrix": async (call, asked) =>
    viewCsv("channel-matrix", matrixCells(await call.channels.matrix(view(asked)))),
  "channels/*/paths": async (call, asked) => {
    const [paths, channel] = await Promise.all([
      call.channels.paths(view(asked)),
      call.channels.get(about(asked)),
    ]);
    return viewCsv("paths", pathsOf(paths, channel));
  },
  consistency: async (call, asked) => viewCsv("consistency", (await call.consistency.list(view(asked))).rows),
  "channel-shares": async (call, asked) =>
    viewCsv("channel-shares", channelShares((await call.consistency.list(view(asked))).rows)),
  audits: async (call, asked) => viewCsv("audits", auditCells(await call.consistency.audits(view(asked)))),
  "audit-history": async (call, { search }) =>
    viewCsv("audit-history", await call.consistency.history(historyOf(loadAudited(search)))),
  segments: async (call, asked) => {
    const { touchpoints } = await call.segments.matrix(view(asked));
    return viewCsv(
      "segments",
      touchpoints.flatMap((touchpoint) => touchpoint.cells.map((cell) => ({ ...cell, touchpoint }))),
    );
  },
  "segment-split": async (call, asked) => viewCsv("segment-split", await call.segments.split(view(asked))),
  "departments/*/segments": async (call, asked) =>
    viewCsv("segment-split", await call.segments.split({ ...view(asked), department: asked.slug })),
  "channels/*/segments": async (call, asked) =>
    viewCsv("segment-split", await call.segments.split({ ...view(asked), channel: asked.slug })),
  "failure-segments": async (call, asked) =>
    viewCsv("failure-segments", await call.failure.segments(view(asked))),
  disagreements: async (call, asked) =>
    viewCsv("disagreements", (await call.segments.matrix(view(asked))).disagree),
  changes: async (call, asked) => {
    const found = await call.changes.list({ ...view(asked), ...loadChangeQuestion(asked.search) });
    return viewCsv("changes", found?.touchpoints ?? []);
  },
  expectation: async (call, asked) =>
    viewCsv("expectation", (await call.expectation.get(view(asked))).touchpoints),
  "departments/*/expectation": async (call, asked) =>
    viewCsv(
      "expectation",
      (await call.expectation.get({ ...view(asked), department: asked.slug })).touchpoints,
    ),
  "touchpoints/*/expectation": async (call, asked) =>
    viewCsv(
      "expectation",
      (await call.expectation.get({ ...view(asked), touchpoint: asked.slug })).touchpoints,
    ),
  "failure-figures": async (call, asked) =>
    viewCsv("failure_figures", failureFigures(await call.failure.summary(view(asked)))),
  "failure-touchpoints": async (call, asked) =>
    viewCsv("causes", causeLines(await call.failure.breakdown({ ...view(asked), by: "touchpoint" }))),
  "failure-departments": async (call, asked) =>
    viewCsv("causes", causeLines(await call.failure.breakdown({ ...view(asked), by: "department" }))),
  "failure-matrix": async (call, asked) => viewCsv("senders", (await call.failure.matrix(view(asked))).cells),
  "failure-trend": async (call, asked) =>
    viewCsv("cause_trend", causedLines(await call.failure.trend(view(asked)))),
  "failure-sources": async (call, asked) =>
    viewCsv("cause_sources", basisRows(await call.failure.summary(view(asked)))),
  contacts: async (call, asked) => {
    const { after: _, ...choice } = loadContactChoice(asked.search);
    const question = { ...view(asked), ...choice, limit: LONGEST_PAGE };
    return viewCsv("contacts", await everyPage((cursor) => call.failure.contacts({ ...question, cursor })));
  },
  reasons: async (call, asked) => viewCsv("reasons", await call.causes.reasons(view(asked))),
  topics: async (call, asked) => {
    const { topics } = await call.voice.topics(view(asked));
    return viewCsv("topics", sorted(topics, asked, TOPIC_ORDERS, COSTS_MOST));
  },
  sentiment: async (call, asked) => {
    const { sentiment } = await call.voice.summary(view(asked));
    return viewCsv(
      "sentiment",
      sentiment.map((row) => ({ ...row, right: SENTIMENT_ACCURACY[row.sentiment] })),
    );
  },
  languages: async (call, asked) => viewCsv("languages", (await call.voice.summary(view(asked))).languages),
  comments: async (call, asked) => {
    const { search, topic } = loadSearch(asked.search);
    const question = { ...view(asked), search, topic, limit: LONGEST_PAGE };
    return viewCsv("comments", await everyPage((cursor) => call.voice.list({ ...question, cursor })));
  },
  records: async (call, asked) => {
    const { after: _, ...subject } = loadSubject(asked.search);
    const question = { ...view(asked), ...subject, limit: LONGEST_PAGE };
    return viewCsv("records", await everyPage((cursor) => call.records.list({ ...question, cursor })));
  },
};

/** Which file an address asks for; null: there is no such one. */
export function exportOf(path: readonly string[]): { read: (typeof EXPORTS)[string]; slug: string } | null {
  const [kind = "", slug = "", part] = path;
  const key = part === undefined ? kind : `${kind}/*/${part}`;
  const read = path.length === 1 || path.length === 3 ? EXPORTS[key] : undefined;
  return read && Object.hasOwn(EXPORTS, key) ? { read, slug } : null;
}
