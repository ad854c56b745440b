// The failure that the practice company plays. Rust says which; it is off again at each start of the program.

import { asUiError, practicePlay, practicePlaying, type PracticeFault, type UiError } from '../backend';

export class Failures {
  playing = $state<PracticeFault | null>(null);
  error = $state.raw<UiError | null>(null);

  async open(): Promise<void> {
    this.playing = await practicePlaying().catch(() => null);
  }

  async play(fault: PracticeFault | null): Promise<void> {
    try {
      this.error = null;
      this.playing = await practicePlay(fault);
    } catch (thrown) {
      this.error = asUiError(thrown);
    }
  }
}
