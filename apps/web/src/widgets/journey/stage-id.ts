/** Where a stage stands on the journey's page. */
export const stageId = (slug: string | null): string => `stage-${slug ?? "none"}`;
