// The names in a Python program's text: what a program uses is asked of its text, not of its run.

/** Comments, strings and names. In an f-string, the names are not seen. */
const piece =
  /#[^\n]*|[rbuf]{0,2}('''|""")(?:\\[\s\S]|(?!\1)[\s\S])*(?:\1|$)|[rbuf]{0,2}(['"])(?:\\[\s\S]|(?!\2)[^\n\\])*(?:\2|$)?|[\p{L}_][\p{L}\p{N}_]*/giuy;

/** The names that occur outside of comments and strings; keywords, too. */
export function namesIn(source: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = 0; at < source.length; ) {
    piece.lastIndex = at;
    const found = piece.exec(source)?.[0];
    if (!found) ++at;
    else {
      at += found.length;
      if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(found)) names.add(found);
    }
  }
  return names;
}
