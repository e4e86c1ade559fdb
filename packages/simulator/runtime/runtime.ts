// Owns the contract between ECS and what runs its containers: a launch, and the running container.

export interface ContainerLaunch {
  /** Unique while the container runs; `stop` finds it by this name. */
  name: string;
  image: string;
  /** The task, and the images of all its containers: they share a loopback interface. */
  task: { id: string; images: string[] };
  entryPoint: string[];
  command: string[];
  variables: Record<string, string>;
  /** The port that the container is to listen on inside its task; it gets a free loopback port in its stead. */
  containerPort?: number;
  onLine(line: string): void;
  /** `exitCode` is 137 after SIGKILL, 143 after an unhandled SIGTERM, as Docker reports them. */
  onExit(exit: { exitCode: number; isOutOfMemory: boolean }): void;
}

export interface Container {
  /** The loopback port that stands for `containerPort`. */
  readonly localPort: number | undefined;
  readonly imageDigest: string;
  /** Resolves when the process accepts connections on its port, exits, or the time that its image has for that is over. */
  untilListening(): Promise<void>;
}

export interface ContainerRuntime {
  /** Throws PullError where no such image can be pulled, StartError where its command cannot be run. */
  launch(launch: ContainerLaunch): Promise<Container>;
  /** SIGTERM, then SIGKILL after that many seconds for the machine; resolves when the process is gone, at once if it is already. */
  stop(name: string, timeoutSeconds: number): Promise<void>;
  /** Ends every process that was started. */
  stopAll(): Promise<void>;
}

/** `CannotPullContainerError: …`, as a stopped task's reason shows it. */
export class PullError extends Error {}

/** `CannotStartContainerError: …`, as a stopped task's reason shows it. */
export class StartError extends Error {}
