// Owns what CloudFront itself answers when it cannot or will not serve a request: the errors and their sentences.

/** The sentence below the first one on most of CloudFront's error pages. */
const NO_CONNECTION =
  "We can't connect to the server for this app or website at this time. There might be too much traffic or a configuration error. Try again later, or contact the app or website owner.";

export class EdgeError extends Error {
  readonly status: number;
  /** Whether CloudFront closes the viewer's connection after it. */
  readonly isLast: boolean;
  /** The word in X-Cache where a function is to blame. */
  readonly result: `Function${string}` | undefined;

  constructor(
    status: number,
    message: string,
    { isLast, result }: { isLast?: boolean; result?: `Function${string}` } = {},
  ) {
    super(message);
    this.name = 'EdgeError';
    this.status = status;
    this.isLast = isLast ?? false;
    this.result = result;
  }
}

export const edgeErrors = {
  malformed: () => new EdgeError(400, 'Bad request.'),
  badRequest: () => new EdgeError(403, `Bad request. ${NO_CONNECTION}`),
  methodNotAllowed: () =>
    new EdgeError(
      403,
      `This distribution is not configured to allow the HTTP request method that was used for this request. The distribution supports only cachable requests. ${NO_CONNECTION}`,
    ),
  countryBlocked: () =>
    new EdgeError(403, 'The Amazon CloudFront distribution is configured to block access from your country.'),
  addressTooLong: () => new EdgeError(414, 'Bad request.', { isLast: true }),
  headersTooLarge: () => new EdgeError(494, 'Bad request.', { isLast: true }),
  unknownOrigin: () => new EdgeError(502, `CloudFront wasn't able to resolve the origin domain name. ${NO_CONNECTION}`),
  noConnection: () => new EdgeError(502, `CloudFront wasn't able to connect to the origin. ${NO_CONNECTION}`),
  brokenConnection: () =>
    new EdgeError(
      502,
      `CloudFront attempted to establish a connection with the origin, but either the attempt failed or the origin closed the connection. ${NO_CONNECTION}`,
    ),
  functionFailed: () =>
    new EdgeError(
      503,
      `The CloudFront function associated with the CloudFront distribution is invalid or could not run. ${NO_CONNECTION}`,
      { result: 'FunctionExecutionError' },
    ),
  functionInvalid: (reason: string) =>
    new EdgeError(502, `The CloudFront function returned an invalid value: ${reason}. ${NO_CONNECTION}`, {
      result: 'FunctionValidationError',
    }),
  noAnswer: () =>
    new EdgeError(
      504,
      `CloudFront attempted to establish a connection with the origin, but either the attempt failed or the origin closed the connection. ${NO_CONNECTION}`,
    ),
};
