import type { ThemeConfig } from 'antd';

/**
 * Ant Design's tokens for this product. Ant Design's own defaults fail contrast (its derived primary hover gives white
 * text 4.1, its small font would be 10 px), so these are set rather than derived.
 */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#3152D0',
    colorPrimaryHover: '#2643B3',
    colorPrimaryActive: '#1F388F',
    colorLink: '#3152D0',
    colorLinkHover: '#2643B3',
    colorInfo: '#3152D0',
    colorText: '#1A1F29',
    colorTextSecondary: '#4A5261',
    colorTextTertiary: '#5F6878',
    colorTextPlaceholder: '#5F6878',
    colorTextDescription: '#5F6878',
    colorTextQuaternary: '#8C95A4',
    colorBgLayout: '#F6F7F9',
    colorBorder: '#D3D8E0',
    colorBorderSecondary: '#E6E9EE',
    colorSuccess: '#2B8A5B',
    colorWarning: '#B97A00',
    colorError: '#C9372C',
    fontFamily: 'Inter, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    fontFamilyCode: '"JetBrains Mono", "Noto Sans Mono CJK SC", "PingFang SC", monospace',
    fontSize: 13,
    fontSizeSM: 12,
    fontSizeLG: 14,
    lineHeight: 20 / 13,
    fontWeightStrong: 600,
    borderRadius: 6,
    borderRadiusLG: 8,
    controlHeight: 32,
    controlHeightSM: 24,
    wireframe: false,
  },
  components: {
    Table: {
      cellPaddingBlockSM: 6,
      cellPaddingInlineSM: 8,
      cellFontSizeSM: 13,
      headerBg: '#FFFFFF',
      headerColor: '#5F6878',
      headerSplitColor: 'transparent',
      headerSortActiveBg: '#FFFFFF',
      headerSortHoverBg: '#F3F5F8',
      bodySortBg: '#FFFFFF',
      borderColor: '#EFF1F5',
      rowHoverBg: '#F3F5F8',
    },
    Button: { fontWeight: 400, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Segmented: { itemSelectedBg: '#FFFFFF', trackBg: '#EDEFF3', itemColor: '#4A5261' },
    Menu: { itemHeight: 30, itemBorderRadius: 6, itemSelectedBg: '#E6EAF4', itemSelectedColor: '#1A1F29' },
  },
};
