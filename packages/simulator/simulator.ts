// Owns putting the simulated cloud together, and taking it down again with everything it started.
import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { APIS } from './apis.ts';
import type { CallParts } from './cloud/calls.ts';
import { type Cloud, emptyTables } from './cloud/cloud.ts';
import { ControlPlane } from './control-plane.ts';
import { createControls } from './controls.ts';
import { createCertificateAuthority } from './edge/certificate-authority.ts';
import { createEdge } from './edge/edge.ts';
import { buildFoundation } from './foundation/foundation.ts';
import { changePullRequest } from './github/change-pull-request.ts';
import { createGitHub } from './github/github.ts';
import { Authorizer } from './iam/authorizer.ts';
import { withAuthorizations } from './iam/controls.ts';
import type { Policy } from './iam/policy.ts';
import { Clock } from './kernel/clock.ts';
import { Faults } from './kernel/faults.ts';
import { Journal } from './kernel/journal.ts';
import { changeFunction } from './lambda/change-function.ts';
import { createLoadBalancers } from './load-balancing/data-plane.ts';
import { createPort } from './port.ts';
import { Databases } from './runtime/databases.ts';
import { createFunctionRuntime } from './runtime/function-runtime.ts';
import { createProcessRuntime } from './runtime/process-runtime.ts';
import type { Scenario } from './scenario.ts';
import { createSimulatorServer, type Surfaces } from './server.ts';

export interface SimulatorOptions {
  port: number;
  /** Seconds of cloud time that pass in one second. */
  timeScale: number;
  latencyMilliseconds: number;
  region: string;
  scenario: Scenario;
  journalFile?: string;
  /** IAM policies that the action's runs are then held to, each as FILE or, for an access key of its own, as KEY=FILE. */
  policyFiles?: string[];
}

export interface Simulator {
  endpoint: string;
  /** Path of the certificate that a client must trust to open `https://…cloudfront.net` through the proxy. */
  ca: string;
  baseService: string;
  /** A stand-in backend that can be pulled: any tag of this repository runs. */
  image: string;
  close(): Promise<void>;
}

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const policies = options.policyFiles && (await readPolicyFiles(options.policyFiles));
  const databases = new Databases();
  const clock = new Clock(options.timeScale);
  const authority = await createCertificateAuthority();
  const cloud: Cloud = {
    accountId: '123456789012',
    region: options.region,
    clock,
    runtime: createProcessRuntime({
      clock,
      images: options.scenario.images,
      variables: { STAND_IN_DATABASES: databases.folder, STAND_IN_CERTIFICATE: authority.servingFile },
    }),
    functions: createFunctionRuntime({ clock, endpoint: () => endpointOf(port.server) }),
    databases,
    tables: emptyTables(),
  };
  const authorizer = policies && new Authorizer(policies, cloud);
  const parts = { cloud, faults: new Faults(), journal: new Journal(options.journalFile) };
  const loadBalancers = createLoadBalancers(cloud);
  const edge = createEdge({ cloud, loadBalancers, authority });
  const controlPlane = new ControlPlane({ ...parts, apis: APIS, authorizer });
  const start = () => fill(parts, options.scenario);
  const controls = createControls({ ...parts, start });
  const surfaces: Surfaces = {
    aws: (request) => controlPlane.answer(request),
    github: createGitHub(parts),
    controls: authorizer === undefined ? controls : withAuthorizations(controls, authorizer),
    edge,
  };
  const port = createPort(createSimulatorServer(surfaces, options.latencyMilliseconds), authority);
  const close = async () => {
    // Tables first: a container that ends finds no row of its task, so nothing is planned in answer to it.
    cloud.tables = emptyTables();
    cloud.clock.stop();
    port.close();
    edge.close();
    loadBalancers.close();
    await Promise.all([cloud.runtime.stopAll(), cloud.functions.stopAll()]);
    databases.remove();
    await authority.remove();
  };
  try {
    await once(port.server.listen(options.port, '127.0.0.1'), 'listening');
    const foundation = await start();
    return { endpoint: endpointOf(port.server), ca: authority.certificateFile, ...foundation, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function endpointOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The library that evaluates policies is loaded only for this. */
async function readPolicyFiles(files: string[]): Promise<Map<string, Policy>> {
  const { readPolicies } = await import('./iam/policy.ts');
  return readPolicies(files);
}

/** Fills empty tables with the foundation and with what the scenario adds to it. */
async function fill({ cloud, faults }: CallParts, scenario: Scenario) {
  const foundation = await buildFoundation(cloud, scenario);
  faults.add(scenario.faults);
  for (const each of scenario.functions) changeFunction(cloud, each);
  for (const pullRequest of scenario.pullRequests) changePullRequest(cloud, pullRequest);
  return foundation;
}
