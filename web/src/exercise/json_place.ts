// Where a text stops being JSON. Browsers say it in different words, or not at all.

const token =
  /\s*(?:([{}[\],:])|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/uy;

/** The offset of the first character that JSON cannot have there; the length of the text if its end is missing. */
function offsetOfError(text: string): number {
  /** For each open bracket: what closes it. */
  const open: string[] = [];
  let wanted: 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'comma' | 'end' = 'value';
  token.lastIndex = 0;
  for (;;) {
    const begin = token.lastIndex;
    const found = token.exec(text);
    const blank = begin + (/^\s*/.exec(text.slice(begin))?.[0].length ?? 0);
    if (!found || wanted === 'end') return blank;
    const mark = found[1];
    const isName = mark === undefined && text[blank] === '"';
    const close = () => {
      open.pop();
      wanted = open.length === 0 ? 'end' : 'comma';
    };
    if (wanted === 'value' || wanted === 'first value') {
      if (mark === '{' || mark === '[') {
        open.push(mark === '{' ? '}' : ']');
        wanted = mark === '{' ? 'first name' : 'first value';
      } else if (mark === ']' && wanted === 'first value') close();
      else if (mark === undefined) wanted = open.length === 0 ? 'end' : 'comma';
      else return blank;
    } else if (wanted === 'name' || wanted === 'first name') {
      if (isName) wanted = 'colon';
      else if (mark === '}' && wanted === 'first name') close();
      else return blank;
    } else if (wanted === 'colon') {
      if (mark !== ':') return blank;
      wanted = 'value';
    } else if (mark === ',') wanted = open.at(-1) === '}' ? 'name' : 'value';
    else if (mark !== undefined && mark === open.at(-1)) close();
    else return blank;
  }
}

/** "line 2, column 5": where a text that is not JSON stops being it. */
export function placeOfError(text: string): string {
  const before = text.slice(0, offsetOfError(text)).split('\n');
  return `line ${before.length}, column ${[...(before.at(-1) ?? '')].length + 1}`;
}
