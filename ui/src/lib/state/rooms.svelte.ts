// The rooms of the interviews on sight, by their interview.

import { roomsList, type InterviewId, type Room } from '../backend';
import { Load } from './load.svelte';

export class RoomsView {
  load = new Load<Room[]>();
  #asked: InterviewId[] = [];

  async show(interviews: InterviewId[]): Promise<void> {
    this.#asked = interviews;
    await this.again();
  }

  async again(): Promise<void> {
    const interviews = this.#asked;
    if (interviews.length === 0) return this.load.reset();
    await this.load.run(() => roomsList({ interviews, state: null }));
  }

  /** The room of an interview; where it was deleted, the last one. */
  of(interview: InterviewId | null): Room | undefined {
    const rooms = this.load.value?.filter((room) => room.interview === interview) ?? [];
    return rooms.find((room) => room.state !== 'deleted') ?? rooms[0];
  }
}
