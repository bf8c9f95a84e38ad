import { Refusal } from '../client/client.ts';
import { Failure, Forbidden } from '../ui/states.tsx';
import { failureText } from './server.ts';

/** In place of what could not be shown: what failed and what to do, or who can grant it. */
export function ReplyFailure({ error, again }: { error: unknown; again: () => unknown }) {
  const { text, number } = failureText(error);
  if (error instanceof Refusal && error.status === 403) return <Forbidden>{text}</Forbidden>;
  // What is not there will not be there the next time either.
  const isMissing = error instanceof Refusal && error.status === 404;
  return <Failure text={text} number={number} again={isMissing ? undefined : () => void again()} />;
}
