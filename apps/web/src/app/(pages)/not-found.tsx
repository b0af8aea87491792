import { buttonClass } from "@touchline/ui/button";
import { PageHead } from "@touchline/ui/page-head";
import Link from "next/link";

/** Within the product's frame: a department, touchpoint, channel or answer that is not there. */
export default function NotFound() {
  return (
    <>
      <PageHead
        title="There is no such page"
        sentence="The address may be mistyped, or what it showed is gone."
      />
      <Link href="/" className={buttonClass("primary")}>
        Go to the overview
      </Link>
    </>
  );
}
