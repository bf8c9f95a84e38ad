/**
 * What an act costs a person: taps and keys as the page itself felt them, and the seconds that the keystroke-level model
 * gives for them (S. K. Card, T. P. Moran, A. Newell, "The keystroke-level model for user performance time with
 * interactive systems", Communications of the ACM 23 (7), 1980, 396–410; the press of a button after D. Kieras, "Using
 * the keystroke-level model to estimate execution times", 1993). A tap is a pointing and a press.
 * What stands on the page is read at 255 characters a minute (S. Trauzettel-Klosinski, K. Dietz, "Standardized assessment of
 * reading performance", Investigative Ophthalmology & Visual Science 53 (9), 2012: Chinese).
 */
import type { Locator, Page } from 'playwright-core';

/** Seconds. */
const KEY = 0.28; // an average typist, not a secretary
const POINT = 1.1;
const PRESS = 0.1;
const HOME = 0.4; // the hand goes from pointing to the keys, or back
const THINK = 1.35; // choosing among several, or finding the words of a line

const READ = 60 / 255; // a character

/** Keys that a Chinese character takes in pinyin, the choice of the word included; a letter takes one. */
const KEYS_PER_HANZI = 3;

export interface Cost {
  readonly taps: number;
  readonly keys: number;
  readonly seconds: number;
}

export class Hand {
  private readonly page: Page;
  private keys = 0;
  private thoughts = 0;
  private charactersRead = 0;
  private tapsElsewhere = 0;
  private moves = 0;
  private isOnKeys = false;

  constructor(page: Page) {
    this.page = page;
  }

  /** Begins an act: what was felt before does not count. */
  async begin(): Promise<void> {
    [this.keys, this.thoughts, this.moves, this.isOnKeys] = [0, 0, 0, false];
    [this.charactersRead, this.tapsElsewhere] = [0, 0];
    await this.page.evaluate(() => {
      const felt = { taps: 0 };
      Reflect.set(window, 'changkeFelt', felt);
      window.addEventListener('pointerdown', () => felt.taps++, { capture: true });
    });
  }

  /** Taps what the eye is on already. */
  async tap(place: Locator): Promise<void> {
    this.reach(false);
    await place.click();
  }

  /** Taps one of several, after a choice. */
  async choose(place: Locator): Promise<void> {
    this.thoughts++;
    await this.tap(place);
  }

  /** Types into what has the cursor. */
  async type(text: string): Promise<void> {
    this.thoughts++;
    this.reach(true);
    this.keys += [...text].reduce((sum, letter) => sum + (letter > 'ÿ' ? KEYS_PER_HANZI : 1), 0);
    await this.page.keyboard.insertText(text);
  }

  async press(key: string): Promise<void> {
    this.reach(true);
    this.keys++;
    await this.page.keyboard.press(key);
  }

  /** Reads what stands there, every character of it. */
  async read(place: Locator): Promise<void> {
    this.thoughts++;
    this.charactersRead += (await place.innerText()).replaceAll(/\s/g, '').length;
  }

  /** Taps in a window that is not the page's, as the one that chooses files. */
  tapElsewhere(taps: number): void {
    this.thoughts++;
    this.tapsElsewhere += taps;
  }

  private reach(isOnKeys: boolean): void {
    if (this.isOnKeys !== isOnKeys) this.moves++;
    this.isOnKeys = isOnKeys;
  }

  /** What the act cost; asked on the page on which it began, or on one it led to without loading anew. */
  async cost(): Promise<Cost> {
    const felt = await this.page.evaluate(() => {
      const felt: unknown = Reflect.get(window, 'changkeFelt');
      return Number(Reflect.get(Object(felt), 'taps'));
    });
    const taps = felt + this.tapsElsewhere;
    const reading = this.charactersRead * READ;
    const seconds = reading + taps * (POINT + PRESS) + this.keys * KEY + this.thoughts * THINK + this.moves * HOME;
    return { taps, keys: this.keys, seconds: Math.round(seconds * 10) / 10 };
  }
}
