// Owns requests and answers in the form in which functions have them, and back.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
import {
  bodyOf,
  type FunctionRequest,
  type FunctionResponse,
  type FunctionValue,
  type FunctionValues,
  isShown,
} from '../cloudfront/function-output.ts';
import { type Header, valuesOf } from './header.ts';
import type { Page } from './page.ts';
import type { ViewerRequest } from './viewer-request.ts';

type Pair = [name: string, value: string];

/** Nothing is decoded. */
export function describeRequest({ method, path, query, headers }: ViewerRequest): FunctionRequest {
  return {
    method,
    uri: path,
    querystring: grouped(pairsOf(query.slice(1), '&')),
    headers: shownHeaders(headers),
    cookies: grouped(cookiePairs(headers)),
  };
}

export function describeResponse({ status, headers }: Omit<Page, 'body'>): FunctionResponse {
  const cookies = valuesOf(headers, 'set-cookie').map((line): [string, FunctionValue] => {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', ...value] = pair.split('=');
    return [name, { value: value.join('='), attributes: attributes.join('; ') }];
  });
  const others = headers.filter(([name]) => !/^set-cookie$/i.test(name));
  return { statusCode: status, headers: shownHeaders(others), cookies: Object.fromEntries(cookies) };
}

/** Everything that the function left as it was stays as the viewer wrote it. */
export function withRequest(viewer: ViewerRequest, given: FunctionRequest, output: FunctionRequest): ViewerRequest {
  const headers = withHeaders(viewer.headers, given.headers, output.headers ?? {});
  return {
    ...viewer,
    path: output.uri,
    query: isSame(given.querystring, output.querystring) ? viewer.query : queryOf(output.querystring),
    headers: isSame(given.cookies, output.cookies ?? {}) ? headers : withCookies(headers, output.cookies ?? {}),
  };
}

export function withResponse<Head extends Omit<Page, 'body'>>(
  head: Head,
  given: FunctionResponse,
  output: FunctionResponse,
): Head {
  const headers = withHeaders(head.headers, given.headers ?? {}, output.headers ?? {});
  if (isSame(given.cookies, output.cookies ?? {})) return { ...head, headers };
  const others = headers.filter(([name]) => !/^set-cookie$/i.test(name));
  return { ...head, headers: [...others, ...setCookies(output)] };
}

export function pageOfResponse(response: FunctionResponse): Page {
  const body = bodyOf(response.body);
  const headers: Header[] = [
    ['Server', 'CloudFront'],
    ['Content-Length', String(body.length)],
    ...headersOf(response.headers ?? {}),
    ...setCookies(response),
  ];
  return { status: response.statusCode, headers, body };
}

function setCookies({ cookies = {} }: FunctionResponse): Header[] {
  return Object.entries(cookies).map(([name, { value, attributes }]) => [
    'Set-Cookie',
    `${name}=${value}${attributes ? `; ${attributes}` : ''}`,
  ]);
}

function shownHeaders(headers: Header[]): FunctionValues {
  return grouped(headers.filter(([name]) => isShown(name)).map(([name, value]): Pair => [name.toLowerCase(), value]));
}

function withHeaders(headers: Header[], given: FunctionValues, output: FunctionValues): Header[] {
  const isKept = (name: string) => !isShown(name) || isSame(given[name], output[name]);
  const added = Object.entries(output).filter(([name]) => !isKept(name));
  return [...headers.filter(([name]) => isKept(name.toLowerCase())), ...headersOf(Object.fromEntries(added))];
}

function withCookies(headers: Header[], cookies: FunctionValues): Header[] {
  const others = headers.filter(([name]) => !/^cookie$/i.test(name));
  const pairs = headersOf(cookies).map((pair) => pair.join('='));
  return pairs.length === 0 ? others : [...others, ['Cookie', pairs.join('; ')]];
}

function queryOf(query: FunctionRequest['querystring'] | undefined): string {
  const text =
    typeof query === 'string'
      ? query
      : headersOf(query ?? {})
          .map((pair) => pair.join('='))
          .join('&');
  return text === '' ? '' : `?${text}`;
}

function headersOf(values: FunctionValues): Header[] {
  return Object.entries(values).flatMap(([name, { value, multiValue }]) =>
    (multiValue ?? [{ value }]).map((each): Header => [name, each.value]),
  );
}

/** HTTP/2 may cut the cookies into several headers. */
function cookiePairs(headers: Header[]): Pair[] {
  return valuesOf(headers, 'cookie').flatMap((line) => pairsOf(line, /;\s*/));
}

function pairsOf(text: string, separator: string | RegExp): Pair[] {
  const parts = text.split(separator).filter((part) => part !== '');
  return parts.map((part) => {
    const at = part.indexOf('=');
    return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
  });
}

/** The first of several values stands beside all of them. */
function grouped(pairs: Pair[]): FunctionValues {
  const groups = Map.groupBy(pairs, ([name]) => name);
  const entries = [...groups].map(([name, group]): [string, FunctionValue] => {
    const values = group.map(([, value]) => ({ value }));
    return [name, { value: values[0]?.value ?? '', ...(values.length > 1 && { multiValue: values }) }];
  });
  return Object.fromEntries(entries);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
