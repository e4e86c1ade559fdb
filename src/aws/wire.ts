// Owns reading a reply of AWS as it came over the wire, because the SDK leaves out the members that it does not know.

interface Reply {
  response: unknown;
}
type Send = (request: never) => Promise<Reply>;

/** A command of the SDK, as far as it is needed here. */
interface Command {
  middlewareStack: { add(middleware: (send: Send) => Send, place: { step: 'deserialize'; priority: 'low' }): void };
}

/** Returns a function that returns the text of the reply once the command was sent, and undefined before. */
export function keepWire(command: Command): () => string | undefined {
  let text: string | undefined;
  const keepBody = (send: Send) => async (request: never) => {
    const reply = await send(request);
    const response = reply.response as { body: AsyncIterable<Uint8Array> | Uint8Array };
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    text = body.toString();
    // The stream is used up, so the SDK gets its bytes.
    response.body = body;
    return reply;
  };
  command.middlewareStack.add(keepBody, { step: 'deserialize', priority: 'low' });
  return () => text;
}
