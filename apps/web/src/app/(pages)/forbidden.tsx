import { buttonClass } from "@touchline/ui/button";
import { PageHead } from "@touchline/ui/page-head";
import Link from "next/link";
import { requestContext } from "../../server.ts";

export default async function Forbidden() {
  const viewer = await (await requestContext()).viewer();
  return (
    <>
      {viewer?.seenBy ? (
        <PageHead
          title="This page is not shown while you look as somebody else"
          sentence={`It can change something, belongs to ${viewer.name} alone, or the role may not open it.`}
        />
      ) : (
        <PageHead
          title="You may not open this page"
          sentence="Your role may not, or it tells of a customer of another department. Ask an administrator of your Touchline if you need it. Nothing is broken, and nothing was changed."
        />
      )}
      <Link href="/" className={buttonClass("primary")}>
        Go to the overview
      </Link>
    </>
  );
}
