import { sayBasis, sayBasisBriefly } from '../plan/sentences.ts';
import { BasisLabel } from '../ui/basis-label.tsx';
import { useFormat } from '../ui/locale.tsx';
import { useCompany } from './server.ts';

/** The basis on which the company's amounts are counted; nothing before a plan says one. Brief: two words, the rest on hover. */
export function BasisNote({ brief = false }: { brief?: boolean }) {
  const { language } = useFormat();
  const basis = useCompany().data?.basis ?? null;
  if (basis === null) return null;
  const text = sayBasis(basis, language);
  return <BasisLabel text={text} brief={brief ? sayBasisBriefly(basis, language) : text} />;
}
