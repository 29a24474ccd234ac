import type {ScriptToken} from './tokenize-script';

/** The index of the first token of the default export's value; `undefined` when there is none. */
export function findDefaultExport(tokens: readonly ScriptToken[]): number | undefined {
  for (let index = 0; index < tokens.length; index += 1) {
    if (isWord(tokens[index], 'export') && isWord(tokens[index + 1], 'default')) return index + 2;
    if (!isWord(tokens[index], 'as') || !isWord(tokens[index + 1], 'default')) continue;
    // export {definition as default}
    const end = tokens[index + 2];
    if (index > 0 && isWord(tokens[index - 1]) && (isSymbol(end, ',') || isSymbol(end, '}'))) {
      return findTopLevelConstants(tokens).get(tokens[index - 1]?.text ?? '');
    }
  }
  return undefined;
}

/** The indexes at which the values of `const name = …` begin, outside of every bracket. */
export function findTopLevelConstants(tokens: readonly ScriptToken[]): Map<string, number> {
  const constants = new Map<string, number>();
  let depth = 0;
  tokens.forEach((token, index) => {
    if (token.kind === 'symbol' && '([{'.includes(token.text ?? ' ')) depth += 1;
    if (token.kind === 'symbol' && ')]}'.includes(token.text ?? ' ')) depth -= 1;
    const name = tokens[index + 1];
    if (depth !== 0 || !isWord(token, 'const') || !isWord(name)) return;
    const value = findValue(tokens, index + 2);
    if (value !== undefined) constants.set(name?.text ?? '', value);
  });
  return constants;
}

/** After `= `, behind a type if there is one; the `=` of `=>` in a type is none. */
function findValue(tokens: readonly ScriptToken[], first: number): number | undefined {
  if (isSymbol(tokens[first], '=')) return first + 1;
  if (!isSymbol(tokens[first], ':')) return undefined;
  for (let index = first + 1; index < tokens.length; index += 1) {
    if (isSymbol(tokens[index], ';')) return undefined;
    if (isSymbol(tokens[index], '=') && !isSymbol(tokens[index + 1], '>')) return index + 1;
  }
  return undefined;
}

export function isSymbol(token: ScriptToken | undefined, text: string): boolean {
  return token?.kind === 'symbol' && token.text === text;
}

export function isWord(token: ScriptToken | undefined, text?: string): boolean {
  return token?.kind === 'word' && (text === undefined || token.text === text);
}
