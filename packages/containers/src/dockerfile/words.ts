import type {EscapeCharacter} from './instruction';

/**
 * Splits at spaces and tabs that are outside of quotes. Quotes and escapes stay in the words: {@link expandWord}
 * takes them away. A quote that is never closed reaches to the end.
 */
export function splitWords(text: string, escape: EscapeCharacter): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] as string;
    if (character === escape && quote !== "'" && index + 1 < text.length) {
      word += character + text[index + 1];
      index += 1;
    } else if (quote === '' && /\s/.test(character)) {
      if (word !== '') words.push(word);
      word = '';
    } else {
      if (quote === character) quote = '';
      else if (quote === '' && (character === '"' || character === "'")) quote = character;
      word += character;
    }
  }
  if (word !== '') words.push(word);
  return words;
}

/** Whether every quote of the word is closed. */
export function isBalanced(word: string, escape: EscapeCharacter): boolean {
  let quote = '';
  for (let index = 0; index < word.length; index += 1) {
    const character = word[index] as string;
    if (character === escape && quote !== "'") index += 1;
    else if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
  }
  return quote === '';
}
