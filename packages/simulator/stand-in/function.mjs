// Owns the stand-in of a function: it answers with its event, or as its variables say.

const { ANSWER, FAILURE, LENGTH } = process.env;

export async function handler(event) {
  console.log(`${event.httpMethod} ${event.path}`);
  if (FAILURE === 'throws') throw new Error('The stand-in throws.');
  if (FAILURE === 'ends') process.exit(1);
  if (FAILURE === 'hangs') await new Promise((resolve) => setTimeout(resolve, 600_000));
  if (ANSWER !== undefined) return JSON.parse(ANSWER);
  const body = LENGTH === undefined ? JSON.stringify(event) : 'x'.repeat(Number(LENGTH));
  return { isBase64Encoded: false, statusCode: 200, statusDescription: '200 OK', ...headersFor(event), body };
}

function headersFor({ multiValueHeaders }) {
  const headers = { 'Content-Type': 'application/json', 'X-Instance': String(process.pid) };
  if (multiValueHeaders === undefined) return { headers };
  const lists = Object.entries(headers).map(([name, value]) => [name, [value]]);
  return { multiValueHeaders: Object.fromEntries(lists) };
}
