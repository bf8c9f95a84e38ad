import { sayBasis } from '../plan/sentences.ts';
import { BasisLabel } from '../ui/basis-label.tsx';
import { useFormat } from '../ui/locale.tsx';
import { useCompany } from './server.ts';

/** The basis on which the company's amounts are counted; nothing before a plan says one. */
export function BasisNote() {
  const { language } = useFormat();
  const basis = useCompany().data?.basis ?? null;
  return basis === null ? null : <BasisLabel text={sayBasis(basis, language)} />;
}
