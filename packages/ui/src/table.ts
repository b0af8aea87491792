/** The look of every table: hairlines, 36 px rows, figures on the right. Put the table itself into SCROLL. */
export const SCROLL = "relative overflow-x-auto";
export const TABLE = "w-full";
export const HEAD_ROW = "h-9 border-hairline border-b text-12 text-muted";
export const HEAD = "pr-4 text-left font-normal last:pr-0";
export const HEAD_NUMBER = "pr-4 text-right font-normal last:pr-0";
export const ROW = "h-9 border-hairline border-b hover:bg-raised";
export const CELL = "py-1.5 pr-4 text-left font-normal last:pr-0";
export const CELL_NUMBER = "py-1.5 pr-4 text-right tabular-nums last:pr-0";
