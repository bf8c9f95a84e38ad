/** Which date and amount a figure counts (口径), in the small print beside it; shorter where there is little room. */
export function BasisLabel({ text, brief = text }: { text: string; brief?: string }) {
  return (
    <span className="caption basis-label" title={text}>
      {brief}
    </span>
  );
}
