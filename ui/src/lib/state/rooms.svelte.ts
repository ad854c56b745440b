// The rooms of the interviews on sight, by their interview.

import { roomsList, roomsRefresh, type InterviewId, type Room, type RoomsRefreshed } from '../backend';
import { Act } from './act.svelte';
import { Load } from './load.svelte';

export class RoomsView {
  load = new Load<Room[]>();
  asking = new Act();
  /** What ShowMeBug said when it was asked about all on sight. */
  refreshed = $state.raw<RoomsRefreshed | null>(null);
  #asked = $state.raw<InterviewId[]>([]);

  async show(interviews: InterviewId[]): Promise<void> {
    if (String(interviews) !== String(this.#asked)) this.refreshed = null;
    this.#asked = interviews;
    await this.again();
  }

  async again(): Promise<void> {
    const interviews = this.#asked;
    if (interviews.length === 0) return this.load.reset();
    await this.load.run(() => roomsList({ interviews, state: null }));
  }

  /** Interviews on sight with a room that ShowMeBug can be asked about. */
  get open(): InterviewId[] {
    return this.#asked.filter((interview) => ['making', 'made', 'unknown'].includes(this.of(interview)?.state ?? ''));
  }

  /** Asks ShowMeBug about all of them. */
  ask(): Promise<boolean> {
    return this.asking.run(async () => {
      this.refreshed = await roomsRefresh(this.open);
      await this.again();
    });
  }

  /** The room of an interview; where it was deleted, the last one. */
  of(interview: InterviewId | null): Room | undefined {
    const rooms = this.load.value?.filter((room) => room.interview === interview) ?? [];
    return rooms.find((room) => room.state !== 'deleted') ?? rooms[0];
  }
}
