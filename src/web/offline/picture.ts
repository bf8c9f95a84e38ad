/** Photos leave the phone small and without the place and time that cameras write into them. */
const SIDE_MAX = 1_600;
const BYTES_MAX = 390_000;
const QUALITIES = [0.82, 0.7, 0.55, 0.4] as const;

/** The picture as a JPEG of at most 390 kB, upright. Throws where the file is not a picture. */
export async function smallPicture(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  for (let side = SIDE_MAX; side >= SIDE_MAX / 4; side /= 2) {
    for (const quality of QUALITIES) {
      const blob = await drawn(picture, side, quality);
      if (blob.size <= BYTES_MAX) return blob;
    }
  }
  throw new Error('a picture that does not become small');
}

async function drawn(picture: ImageBitmap, side: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('no picture was drawn')));
    canvas.toBlob(done, 'image/jpeg', quality);
  });
}
