import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { newId } from '../../../kernel/ids.ts';
import { Icon } from '../../../ui/icons.tsx';
import { now } from '../../clock.ts';
import { smallPicture } from '../../offline/picture.ts';
import { type DraftPhoto, PHOTOS_MAX } from './visit-draft.ts';

interface PhotosProps {
  readonly photos: readonly DraftPhoto[];
  readonly onChange: (photos: readonly DraftPhoto[]) => void;
}

/** Up to five photos from the camera, made small and stripped of place and time before they are kept. */
export function Photos({ photos, onChange }: PhotosProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const add = async (files: FileList | null) => {
    const chosen = [...(files ?? [])].slice(0, PHOTOS_MAX - photos.length);
    try {
      const blobs = await Promise.all(chosen.map(smallPicture));
      const added = blobs.map((blob) => ({ id: newId(now()), blob, url: URL.createObjectURL(blob) }));
      onChange([...photos, ...added]);
    } catch {
      void message.error(t('recording.visit.photoBroken'));
    }
  };
  const remove = (photo: DraftPhoto) => {
    URL.revokeObjectURL(photo.url);
    onChange(photos.filter(({ id }) => id !== photo.id));
  };
  return (
    <fieldset className="visit-photos">
      <legend className="caption">
        {t('recording.visit.photos')} {t('recording.visit.photoCount', { count: photos.length, max: PHOTOS_MAX })}
      </legend>
      {photos.map((photo) => (
        <span key={photo.id} className="visit-photo">
          <img src={photo.url} alt="" />
          <button type="button" aria-label={t('recording.visit.removePhoto')} onClick={() => remove(photo)}>
            <Icon name="close" size={14} />
          </button>
        </span>
      ))}
      {photos.length < PHOTOS_MAX && (
        <label className="visit-photo visit-photo-add">
          <Icon name="plus" size={22} />
          <span>{t('recording.visit.addPhoto')}</span>
          <input
            type="file"
            accept="image/*"
            capture="environment"
            multiple
            className="visually-hidden"
            onChange={({ target }) => {
              void add(target.files);
              target.value = '';
            }}
          />
        </label>
      )}
    </fieldset>
  );
}
