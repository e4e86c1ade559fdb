// Owns running containers as local processes: each with its own variables, its own port, and nothing of the simulator's.
import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Clock } from '../kernel/clock.ts';
import { type Image, type ImageSettings, pullImage, settingsOf } from './images.ts';
import { Loopback, type LoopbackPorts, onThisMachine } from './loopback.ts';
import { takeFreePort, untilListening } from './ports.ts';
import { ProcessGroup } from './process-group.ts';
import { type Container, type ContainerLaunch, type ContainerRuntime, StartError } from './runtime.ts';

export interface ProcessRuntimeParts {
  clock: Clock;
  /** By repository. */
  images: Record<string, ImageSettings>;
  /** Variables of every container, as if its image set them. */
  variables: Record<string, string>;
}

export function createProcessRuntime({ clock, images, variables }: ProcessRuntimeParts): ContainerRuntime {
  const running = new Map<string, ProcessGroup>();
  const ports = new Set<number>();
  const loopback = new Loopback(ports);

  async function launch(launch: ContainerLaunch): Promise<Container> {
    const image = pullImage(launch.image, images);
    if (image.isEndless) await new Promise(() => undefined);
    const shared = await loopback.portsOf(launch.task.id, loopbackPortsOf(launch, images));
    const command = commandOf(launch, image).map((word) =>
      image.loopbackPort === undefined ? word : localPort(word, shared),
    );
    const port = launch.containerPort === undefined ? undefined : await takeFreePort(ports);
    const group = new ProcessGroup({
      clock,
      command,
      variables: { ...variables, ...variablesOf(launch, image, { port, shared }) },
      // A definition's own is a folder of the container's file system, which this machine does not have.
      workingDirectory: image.workingDirectory,
      onLine: launch.onLine,
      onExit: (exitCode) => {
        running.delete(launch.name);
        if (![...running.keys()].some((name) => name.startsWith(`${launch.task.id}/`)))
          void loopback.release(launch.task.id);
        if (port !== undefined) ports.delete(port);
        launch.onExit({ exitCode, isOutOfMemory: exitCode === 137 && image.isKilledForMemory });
      },
    });
    running.set(launch.name, group);
    return {
      localPort: port,
      imageDigest: image.digest,
      untilListening: async () => {
        if (port === undefined) return;
        const isOver = new AbortController();
        const timer = clock.afterReal(image.listeningSeconds, () => isOver.abort());
        await untilListening(port, AbortSignal.any([isOver.signal, group.ended]));
        timer.cancel();
      },
    };
  }

  return {
    launch,
    stop: async (name, timeoutSeconds) => running.get(name)?.stop(timeoutSeconds),
    stopAll: async () => {
      await Promise.all([...running.values()].map((group) => group.stop(0)));
    },
  };
}

function loopbackPortsOf({ task }: ContainerLaunch, images: Record<string, ImageSettings>): number[] {
  return task.images.flatMap((reference) => settingsOf(reference, images)?.loopbackPort ?? []);
}

/** The port in the command of whoever listens on it. */
function localPort(word: string, shared: LoopbackPorts): string {
  return String(shared.get(Number(word)) ?? word);
}

/** An entry point of the definition drops the image's own command, as Docker does. */
function commandOf(launch: ContainerLaunch, image: Image): string[] {
  const command = launch.command.length > 0 || launch.entryPoint.length > 0 ? launch.command : image.command;
  const [program = '', ...rest] = [...launch.entryPoint, ...command];
  const path = findProgram(program, pathOf(image));
  if (path === undefined) {
    throw new StartError(
      `CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "${program}": executable file not found in $PATH: unknown`,
    );
  }
  return [path, ...rest];
}

function pathOf(image: Image): string {
  return [image.programs, dirname(process.execPath), process.env.PATH ?? '/usr/bin:/bin'].join(delimiter);
}

function findProgram(program: string, path: string): string | undefined {
  const candidates = program.includes('/') ? [program] : path.split(delimiter).map((folder) => join(folder, program));
  return candidates.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** HOST and PORT come last: a definition that sets PORT means the port inside the task, which is not on this machine. */
function variablesOf(
  launch: ContainerLaunch,
  image: Image,
  { port, shared }: { port: number | undefined; shared: LoopbackPorts },
): Record<string, string> {
  return {
    PATH: pathOf(image),
    HOME: tmpdir(),
    ...image.variables,
    ...Object.fromEntries(Object.entries(launch.variables).map((variable) => onThisMachine(variable, shared))),
    ...(port !== undefined && { HOST: '127.0.0.1', PORT: String(port) }),
  };
}
