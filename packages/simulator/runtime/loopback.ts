// Owns the loopback interface that the containers of one task share: on this machine each of its ports is another free one.
import { takeFreePort } from './ports.ts';

/** The ports of a task's loopback interface, and those of this machine in their place. */
export type LoopbackPorts = ReadonlyMap<number, number>;

export class Loopback {
  readonly #taken: Set<number>;
  readonly #tasks = new Map<string, Promise<LoopbackPorts>>();

  constructor(taken: Set<number>) {
    this.#taken = taken;
  }

  /** Every container of the task gets the same ones, whichever starts first. */
  portsOf(taskId: string, ports: number[]): Promise<LoopbackPorts> {
    const known = this.#tasks.get(taskId);
    if (known !== undefined) return known;
    const taken = this.#take(ports);
    this.#tasks.set(taskId, taken);
    return taken;
  }

  async release(taskId: string): Promise<void> {
    const ports = await this.#tasks.get(taskId);
    this.#tasks.delete(taskId);
    for (const port of ports?.values() ?? []) this.#taken.delete(port);
  }

  async #take(ports: number[]): Promise<LoopbackPorts> {
    const local = new Map<number, number>();
    for (const port of ports) local.set(port, await takeFreePort(this.#taken));
    return local;
  }
}

/** A variable as the container has to see it here: an address on the loopback interface, or its port alone. */
export function onThisMachine([name, value]: [string, string], ports: LoopbackPorts): [string, string] {
  for (const [port, local] of ports) {
    if (value === String(port) && /_PORT$/.test(name)) return [name, String(local)];
    const address = new RegExp(`\\b(127\\.0\\.0\\.1|localhost):${port}\\b`, 'g');
    if (address.test(value)) return [name, value.replace(address, `$1:${local}`)];
  }
  return [name, value];
}
