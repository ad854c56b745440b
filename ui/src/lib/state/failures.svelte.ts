// The failure that the practice company plays. Rust says which; it is off again at each start of the program.

import { practicePlay, practicePlaying, type PracticeFault } from '../backend';
import { Act } from './act.svelte';

export class Failures {
  playing = $state<PracticeFault | null>(null);
  act = new Act();

  async open(): Promise<void> {
    this.playing = await practicePlaying().catch(() => null);
  }

  play(fault: PracticeFault | null): Promise<boolean> {
    return this.act.run(async () => (this.playing = await practicePlay(fault)));
  }
}
