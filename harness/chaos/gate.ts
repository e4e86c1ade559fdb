// Owns a gate: it holds one call of a run until it is opened.
import { EventEmitter, once } from 'node:events';
import type { Meet, NumberedCall } from './gateway.ts';

/** Where a run is held: before the call reaches the cloud, or when it took effect and is not answered yet. */
export interface Held {
  point: Pick<NumberedCall, 'name' | 'number'>;
  when: 'before' | 'after';
}

export interface Gate {
  meet: Meet;
  /** Resolves with true when a call is held. */
  reached: Promise<boolean>;
  open(): void;
}

export function createGate(hold: Held | undefined): Gate {
  const events = new EventEmitter();
  const reached = once(events, 'reached').then(() => true);
  const opened = once(events, 'opened');
  const isHeld = ({ name, number }: NumberedCall, when: Held['when']) =>
    hold !== undefined && name === hold.point.name && number === hold.point.number && when === hold.when;
  return {
    reached,
    open: () => events.emit('opened'),
    async meet(call, when) {
      if (!isHeld(call, when)) return undefined;
      events.emit('reached');
      await opened;
      return undefined;
    },
  };
}
