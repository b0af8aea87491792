import { buttonClass } from "@touchline/ui/button";
import { PageHead } from "@touchline/ui/page-head";
import Link from "next/link";

export default function Forbidden() {
  return (
    <>
      <PageHead
        title="Your role may not open this page"
        sentence="Ask an administrator of your Touchline if you need it. Nothing is broken, and nothing was changed."
      />
      <Link href="/" className={buttonClass("primary")}>
        Go to the overview
      </Link>
    </>
  );
}
