import type { ImportEvent } from "../../import-event.ts";

/** Guarantees nothing of its own: the server writes each line from an ImportEvent. */
const asEvent = (line: string) => JSON.parse(line) as ImportEvent;

/** The events of an upload's answer as they come in, one line of JSON each. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ImportEvent> {
  const decoder = new TextDecoder();
  let waiting = "";
  for await (const chunk of body) {
    waiting += decoder.decode(chunk, { stream: true });
    const lines = waiting.split("\n");
    waiting = lines.pop() ?? "";
    for (const line of lines) if (line !== "") yield asEvent(line);
  }
  if (waiting !== "") yield asEvent(waiting);
}

/** The chunks of a stream, for browsers that can't iterate over one. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
