/** Just enough colour in the plan's text to find one's way: keys in the accent, comments quiet, the rest ink. */
import { StreamLanguage } from '@codemirror/language';
import { tagHighlighter, tags } from '@lezer/highlight';

interface Place {
  /** The quotation mark of the text that is being read. */
  quote: string | null;
}

export const planLanguage = StreamLanguage.define<Place>({
  name: 'plan',
  startState: () => ({ quote: null }),
  token(stream, place) {
    if (stream.sol()) place.quote = null;
    if (place.quote !== null) return insideQuotes(stream.next() ?? '', place);
    if (stream.eatSpace()) return null;
    if (stream.peek() === '#' && isCommentPlace(stream.string, stream.pos)) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match(/[A-Za-z_]\w*(?=:(\s|$))/) !== null) return 'propertyName';
    const letter = stream.next();
    if (letter === '"') place.quote = letter;
    else if (letter !== undefined && /\w/.test(letter)) stream.eatWhile(/\w/);
    return null;
  },
  languageData: { commentTokens: { line: '#' } },
});

export const planHighlighter = tagHighlighter([
  { tag: tags.comment, class: 'code-comment' },
  { tag: tags.propertyName, class: 'code-key' },
]);

function insideQuotes(letter: string, place: Place): null {
  if (letter === place.quote) place.quote = null;
  return null;
}

function isCommentPlace(line: string, at: number): boolean {
  return at === 0 || /\s/.test(line[at - 1] ?? '');
}
