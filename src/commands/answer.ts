// Owns answering a comment: whether its author may give commands, and what becomes of it. docs/decisions/0028-commands.md

import { explain, GitHubError, StoppedError } from '../errors.ts';
import type { GitHub } from '../github.ts';
import type { ActionTaken } from '../report/report.ts';
import { type Command, type Comment, readComment } from '../request/command.ts';
import type { Log } from '../world.ts';

interface Answering {
  github: GitHub;
  log: Log;
  /** The payload of the event. */
  payload: unknown;
  skip(reason: string): void;
  /** Returns what was done. */
  carryOut(order: Pick<Comment, 'number'> & { command: Command }): Promise<ActionTaken | undefined>;
}

/** The answer is a reaction. It is one of GitHub's names. */
type Reaction = 'rocket' | 'confused' | '-1';

const PERMISSION = 'pull-requests: write';
/** GitHub says the same of somebody who maintains, and of a role of the organization's own that may write. */
const MAY_WRITE = ['admin', 'write'];

/** Nothing of the comment is repeated here: anybody can write anything into it. */
const COMMANDS = `A command stands alone on the first line of a new comment:

- \`/preview wake\` starts the tasks of a sleeping preview
- \`/preview sleep\` stops them; address and data stay
- \`/preview reset\` makes the database anew, at the same address
- \`/preview keep 7d\` keeps the preview for so long from now on, 90 days at most (\`90m\`, \`72h\`, \`7d\`)
- \`/preview destroy\` takes the preview away; the next push makes it again`;

export async function answer({ github, log, payload, skip, carryOut }: Answering): Promise<void> {
  const comment = readComment(payload);
  if ('reason' in comment) return skip(comment.reason);
  const { author, number, command } = comment;
  const react = (content: Reaction) => patiently(log, () => writeReaction(github, comment, content));
  if (!(await mayWrite(github, comment))) {
    await react('-1');
    return skip(`${author} may not write to the repository, so the comment of ${author} does nothing.`);
  }
  if (command === undefined) {
    await react('confused');
    await patiently(log, () => listCommands(github, comment));
    return skip('The first line of the comment is no command.');
  }
  try {
    const action = await carryOut({ number, command });
    // A pull request that closes meanwhile ends in a removal, which is not what was asked for.
    const isOther = action === 'skipped' || (action === 'destroyed' && command.word !== 'destroy');
    await react(isOther ? 'confused' : 'rocket');
  } catch (error) {
    if (!(error instanceof StoppedError)) await react('confused');
    throw error;
  }
}

/** GitHub decides, since the event only says what somebody was when it was sent. Somebody it does not know may not. */
async function mayWrite(github: GitHub, { author }: Comment): Promise<boolean> {
  try {
    const { permission } = await github.call<{ permission: string }>({
      doing: `reading the permission of ${author}`,
      permission: 'metadata: read',
      route: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
      parameters: { username: author },
      shape: { permission: 'string' },
    });
    return MAY_WRITE.includes(permission);
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return false;
    throw error;
  }
}

async function writeReaction(github: GitHub, { id }: Comment, content: Reaction): Promise<void> {
  await github.call({
    doing: `reacting to comment ${id}`,
    permission: PERMISSION,
    route: 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
    parameters: { comment_id: id, content },
    // The same reaction a second time changes nothing.
    isRepeatable: true,
  });
}

async function listCommands(github: GitHub, { number }: Comment): Promise<void> {
  await github.call({
    doing: `commenting on pull request ${number}`,
    permission: PERMISSION,
    route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    parameters: { issue_number: number, body: COMMANDS },
  });
}

/** Whether GitHub takes the answer changes nothing about what was done. */
async function patiently(log: Log, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    log.warning(explain(error));
  }
}
