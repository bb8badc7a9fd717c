// One colour per signer, the same wherever the signer appears while a request is written.

const HUES = [268, 155, 25, 75, 325, 205, 110, 295];

/** Ground and ink of the signer at `index`, legible in light and dark. */
export const signerColor = (index: number): { soft: string; solid: string; ink: string } => {
  const hue = HUES[index % HUES.length] ?? 268;
  return {
    soft: `light-dark(oklch(0.94 0.045 ${hue}), oklch(0.33 0.07 ${hue}))`,
    solid: `light-dark(oklch(0.52 0.15 ${hue}), oklch(0.72 0.14 ${hue}))`,
    ink: `light-dark(oklch(0.42 0.13 ${hue}), oklch(0.86 0.09 ${hue}))`,
  };
};
