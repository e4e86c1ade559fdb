// Owns actionlint: what it has to say about workflows.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROCESS = fileURLToPath(new URL('actionlint-process.mjs', import.meta.url));

interface Complaint {
  line: number;
  message: string;
}

/** It knows all of GitHub's language but this key, which is younger. */
const TOO_YOUNG = 'unexpected key "deployment" for "environment" section. expected one of "name", "url"';

/** Complaints about each file, each with its line: `12: unexpected key "runs-om"`. */
export function complaintsOfActionlint(files: { path: string; text: string }[]): string[][] {
  const answers = execFileSync(process.execPath, [PROCESS], { input: JSON.stringify(files), encoding: 'utf8' });
  return (JSON.parse(answers) as Complaint[][]).map((complaints) =>
    complaints.filter(({ message }) => message !== TOO_YOUNG).map(({ line, message }) => `${line}: ${message}`),
  );
}
