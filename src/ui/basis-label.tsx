/** Which date and amount a figure counts (口径), in the small print beside it; cut off where there is no room. */
export function BasisLabel({ text }: { text: string }) {
  return (
    <span className="caption basis-label" title={text}>
      {text}
    </span>
  );
}
