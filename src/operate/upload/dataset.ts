// The folder of the bucket that belongs to --dataset.

import { UsageProblem } from '../../engine/problems.ts';
import type { Datasets } from '../../systems/abilities.ts';

/** "in/vendas/", or nothing in a system that sorts no files. @throws UsageProblem for a dataset in a system that has none */
export function prefixOf(
  { dataset }: { readonly dataset?: string | undefined },
  datasets: Datasets | undefined,
): string {
  if (dataset !== undefined && !datasets)
    throw new UsageProblem(
      {
        en: '--dataset is for a system that sorts its files, and this one does not.',
        pt: '--dataset é para um sistema que separa seus arquivos, e este não separa.',
      },
      {
        next: {
          en: 'Leave it out, or name the system: --system csv-lake --dataset vendas.',
          pt: 'Tire essa opção, ou cite o sistema: --system csv-lake --dataset vendas.',
        },
      },
    );
  return datasets?.folderOf(dataset ?? datasets.usual) ?? '';
}
