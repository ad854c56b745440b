//! The QR code of a link, drawn here: no address of a candidate is given to anyone who draws pictures.

use beckon_model::{LinkBy, OutsideLink, QrCode};
use qrcode::{Color, EcLevel};

/// Light squares around the code, as the standard asks for (ISO/IEC 18004).
const MARGIN: usize = 4;

/// The code of a link; `None` of a contact way, whose address is WeCom's own picture of one: what stands in it is not known here.
pub(super) fn of_link(link: &OutsideLink) -> Option<QrCode> {
    if link.by == LinkBy::ContactWay { None } else { draw(&link.url) }
}

/// Draws a text. `None` where it is longer than a code holds.
fn draw(text: &str) -> Option<QrCode> {
    let code = qrcode::QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|colour| **colour == Color::Dark).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + MARGIN, y + MARGIN));
            }
            x += run.max(1);
        }
    }
    Some(QrCode { size: width + 2 * MARGIN, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_corners_and_its_margin() {
        let code = draw("https://work.weixin.qq.com/kfid/kfc1?enc_scene=a&scene_param=b").unwrap();
        assert!(code.path.starts_with("M4 4h7v1h-7z"), "the first corner, behind the margin: {}", code.path);
        assert!(code.size >= 21 + 8, "no code is smaller");
        assert_eq!(draw(&"x".repeat(4000)), None, "too long for a code");
    }
}
