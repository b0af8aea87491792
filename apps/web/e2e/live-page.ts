import { type Browser, test as base, type Page } from "@playwright/test";

const PATIENCE_MS = 20_000;

/**
 * Waits until React answers for everything that can be pressed or filled. What a test does before that is lost, as it
 * would be for somebody with very quick hands.
 */
async function live(page: Page): Promise<void> {
  const answered = () => {
    const pressable = document.querySelectorAll("button, input, select, textarea");
    const taken = [...pressable].every((each) => Object.keys(each).some((key) => key.startsWith("__react")));
    // One more turn of the page: listeners of the window come after the elements'.
    return taken && new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(true))));
  };
  await page.waitForFunction(answered, null, { timeout: PATIENCE_MS });
}

function waitsForLive(page: Page): void {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  page.goto = async (...given) => {
    const answer = await goto(...given);
    await live(page);
    return answer;
  };
  page.reload = async (...given) => {
    const answer = await reload(...given);
    await live(page);
    return answer;
  };
}

function withLivePages(browser: Browser): void {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    if (options?.javaScriptEnabled !== false) context.on("page", waitsForLive);
    return context;
  };
}

/** The tests' own beginning: a page that was gone to is ready for hands. */
export const test = base.extend<object, { livePages: undefined }>({
  livePages: [
    async ({ browser }, use) => {
      withLivePages(browser);
      await use(undefined);
    },
    { scope: "worker", auto: true },
  ],
});
