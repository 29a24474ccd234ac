/** A here-document that follows an instruction (`RUN <<EOF`). */
export interface HereDocument {
  /** The word that ends it, without quotes. */
  readonly name: string;
  readonly content: string;
  /** Variables in it are expanded: the word was not quoted. */
  readonly expand: boolean;
  /** `<<-`: leading tabs of each line do not count. */
  readonly stripTabs: boolean;
}

/** `--name=value`, or `--name` alone. */
export interface Flag {
  readonly name: string;
  readonly value: string | undefined;
}

/** One instruction, its continued lines joined. */
export interface Instruction {
  /** In upper case: `FROM`. Whatever stands there, known or not. */
  readonly keyword: string;
  readonly flags: readonly Flag[];
  /** What follows keyword and flags, quotes and variables as they are written. */
  readonly text: string;
  readonly hereDocuments: readonly HereDocument[];
  /** Its first line, counted from 1. */
  readonly startLine: number;
  /** Its last line, here-documents and comments between its lines included. */
  readonly endLine: number;
}

/** The character that continues a line and makes a character literal. */
export type EscapeCharacter = '\\' | '`';

export interface Dockerfile {
  readonly escape: EscapeCharacter;
  readonly instructions: readonly Instruction[];
}
