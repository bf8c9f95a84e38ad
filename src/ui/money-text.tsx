import { useFormat } from './locale.tsx';

/** An amount in the unit people speak of, exact to the cent on hover. */
export function MoneyText({ minor, change = false }: { minor: number; change?: boolean }) {
  const format = useFormat();
  return (
    <span className="figures nowrap" title={format.moneyExact(minor)}>
      {change ? format.moneyChange(minor) : format.money(minor)}
    </span>
  );
}
