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

function send(response, status, { type, body }) {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` });
  response.end(body);
}
