// Owns how GitHub says no. A refusal's members become members of the JSON that the client reads.
import { Refusal } from '../kernel/refusal.ts';

const DOCUMENTATION = 'https://docs.github.com/rest';
const RATE_LIMITS = `${DOCUMENTATION}/using-the-rest-api/rate-limits-for-the-rest-api`;

interface FieldProblem {
  resource: string;
  field: string;
  code: 'missing_field' | 'invalid' | 'unprocessable' | 'custom';
  message?: string;
  contexts?: { context: string; state: string }[];
}

export const requiresAuthentication = () => new Refusal('Unauthorized', 'Requires authentication', 401);

export const badCredentials = () => new Refusal('Unauthorized', 'Bad credentials', 401);

export const notFound = () => new Refusal('NotFound', 'Not Found', 404);

export const noUser = (login: string) => new Refusal('NotFound', `${login} is not a user`, 404);

/** The answer to a token without the permission; the header `x-accepted-github-permissions` names the permission. */
export const notAccessible = () => new Refusal('Forbidden', 'Resource not accessible by integration', 403);

export const serverError = () => new Refusal('ServerError', 'Server Error', 500);

/** https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
export const needsUserAgent = () => {
  const message = 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header';
  return new Refusal('Forbidden', message, 403);
};

export const notJson = () => new Refusal('BadRequest', 'Problems parsing JSON', 400);

export const notAnObject = () => new Refusal('BadRequest', 'Body should be a JSON object', 400);

export const notSupplied = (name: string) => unprocessable(`Invalid request.\n\n"${name}" wasn't supplied.`);

/** `kind` reads like `a string`. */
export const mistyped = (name: string, value: unknown, kind: string) =>
  unprocessable(`Invalid request.\n\nFor 'properties/${name}', ${JSON.stringify(value)} is not ${kind}.`);

export const unprocessable = (message: string) => new Refusal('UnprocessableEntity', message, 422);

export const validationFailed = (problem: FieldProblem) =>
  new Refusal('ValidationFailed', 'Validation Failed', 422).with({ errors: [problem] });

export const conflict = (message: string, problem: FieldProblem) =>
  new Refusal('Conflict', message, 409).with({ errors: [problem] });

/** The limit on many requests within a short time, which comes with a `retry-after` header. */
export const secondaryRateLimited = () =>
  new Refusal(
    'SecondaryRateLimit',
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    403,
  ).with({ documentation_url: `${RATE_LIMITS}#about-secondary-rate-limits` });

export const rateLimited = () =>
  new Refusal('RateLimit', 'API rate limit exceeded for installation.', 403).with({ documentation_url: RATE_LIMITS });

/** The JSON of a refusal. `page` is the documentation of the operation that refused. */
export function refusalBody(refusal: Refusal, page: string | undefined): object {
  return {
    message: refusal.message,
    documentation_url: page === undefined ? DOCUMENTATION : `${DOCUMENTATION}/${page}`,
    status: String(refusal.status),
    ...refusal.members,
  };
}
