import { expect, test } from "vitest";
import { csvLine } from "../src/csv.ts";

test("cells are quoted where they must be, and formulas made harmless while numbers stay numbers", () => {
  expect(csvLine([1, "plain", null, 'say "hi"', "a,b", "two\nlines"])).toBe(
    '1,plain,,"say ""hi""","a,b","two\nlines"\r\n',
  );
  expect(csvLine(["=1+1", "+cmd", "-2+3", "@x", "\t=1", "-5", "+4.5", "-1,5"])).toBe(
    "'=1+1,'+cmd,'-2+3,'@x,'\t=1,-5,+4.5,\"-1,5\"\r\n",
  );
  expect(csvLine([-5, -0.25, -1e-7, Number.NaN])).toBe("-5,-0.25,-1e-7,\r\n");
});
