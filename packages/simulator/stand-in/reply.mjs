// Owns how the stand-in answers: a status and a body as text, as a page or as JSON.

export function sendText(response, status, text) {
  send(response, status, { type: 'text/plain', body: text });
}

export function sendPage(response, html) {
  send(response, 200, { type: 'text/html', body: html });
}

export function sendJson(response, status, value) {
  send(response, status, { type: 'application/json', body: JSON.stringify(value) });
}

/** A body that goes on for as long as somebody takes it. */
export function sendEndlessly(response) {
  const chunk = Buffer.alloc(65_536, 'x');
  const fill = () => {
    while (response.write(chunk));
  };
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).on('drain', fill);
  fill();
}

function send(response, status, { type, body }) {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` });
  response.end(body);
}
