import { Refusal } from '../client/client.ts';
import { Failure, Forbidden } from '../ui/states.tsx';
import { failureText } from './server.ts';

/** In place of what could not be shown: what failed and what to do, or who can grant it. */
export function ReplyFailure({ error, again }: { error: unknown; again: () => unknown }) {
  const { text, number } = failureText(error);
  if (error instanceof Refusal && error.status === 403) return <Forbidden>{text}</Forbidden>;
  return <Failure text={text} number={number} again={() => void again()} />;
}
