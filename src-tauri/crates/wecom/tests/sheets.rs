//! Smart sheets, against the practice company: made, closed to others, filled, changed, and what people do to them meanwhile.

mod common;

use common::{code, company, received, told};
use wecom::{Cell, SheetColumn, SheetColumnKind, SheetRow, SheetRowChange};

fn columns() -> Vec<SheetColumn> {
    let column = |title: &str, kind| SheetColumn { title: title.to_owned(), kind };
    let answers = SheetColumnKind::Choice(vec!["接受".to_owned(), "拒绝".to_owned()]);
    vec![column("姓名", SheetColumnKind::Text), column("时间", SheetColumnKind::Time), column("答复", answers)]
}

#[tokio::test]
async fn a_sheet_is_made_filled_and_changed_by_the_ids_of_its_columns() {
    let (company, client) = company().await;
    let doc = client.wedoc_create_smartsheet("面试结果", &["wangfang"]).await.expect("a sheet");
    let kept = || company.sheets().kept().remove(0);
    assert_eq!((kept().admins, kept().open), (vec!["wangfang".to_owned()], (true, true)), "open to all at first");
    client.wedoc_close_to_others(&doc.docid).await.expect("closed");
    assert_eq!(kept().open, (false, false), "neither to members nor outside");
    let sheet = client.smartsheet_get_sheet(&doc.docid).await.expect("its sheets").remove(0);
    assert_eq!(sheet.kind, "smartsheet");
    let fields = client.smartsheet_add_fields(&doc.docid, &sheet.sheet_id, &columns()).await.expect("columns");
    let [name, at, answer] = [0, 1, 2].map(|nth: usize| fields[nth].field_id.clone());
    let row = |who: &str, said: &str| -> SheetRow {
        let said = if said.is_empty() { Cell::Empty } else { Cell::Choice(said.to_owned()) };
        vec![
            (name.clone(), Cell::Text(who.to_owned())),
            (at.clone(), Cell::Time(1_780_000_000_000)),
            (answer.clone(), said),
        ]
    };
    let rows: Vec<SheetRow> = (0..500).map(|nth| row(&format!("林{nth}"), "")).collect();
    let made = client.smartsheet_add_records(&doc.docid, &sheet.sheet_id, &rows).await.expect("500 at once");
    assert_eq!(made.len(), 500);
    client.smartsheet_add_records(&doc.docid, &sheet.sheet_id, &[row("莫", "接受")]).await.expect("one more");

    assert!(company.sheets().rename_column(&doc.docid, "姓名", "Name"), "somebody renames it");
    let change = SheetRowChange {
        record_id: made[0].record_id.clone(),
        row: vec![(answer.clone(), Cell::Choice("拒绝".to_owned()))],
    };
    client
        .smartsheet_update_records(&doc.docid, &sheet.sheet_id, std::slice::from_ref(&change))
        .await
        .expect("by the id");
    assert_eq!(&kept().rows[0][1..], ["林0", "1780000000000", "拒绝"], "cells that are not named stay");
    let mut names = Vec::new();
    let mut next = Some(0);
    while let Some(offset) = next {
        let place = (doc.docid.as_str(), sheet.sheet_id.as_str());
        let page = client.smartsheet_get_records(place, &[&name], offset).await.expect("a page");
        names.extend(page.records.iter().map(|record| record.text(&name)));
        next = page.next;
    }
    assert_eq!((names.len(), names[500].as_str()), (501, "莫"), "all pages, in their order");
    assert_eq!(received(&company, "get_records"), 2, "and no more of them");

    assert!(company.sheets().delete_row(&doc.docid, 0), "somebody deletes the row");
    let update = client.smartsheet_update_records(&doc.docid, &sheet.sheet_id, &[change]).await;
    assert_eq!(code(update), 2_022_003, "it is gone");
    let again = client.smartsheet_add_fields(&doc.docid, &sheet.sheet_id, &columns()[1..2]).await;
    assert_eq!(code(again), 2_022_030, "a title that is there");
    let unknown = vec![(answer, Cell::Choice("也许".to_owned()))];
    let unknown = client.smartsheet_add_records(&doc.docid, &sheet.sheet_id, &[unknown]).await;
    assert_eq!(code(unknown), 2_022_020, "a word that is none of the column's");
    assert!(company.sheets().delete(&doc.docid), "somebody deletes it");
    assert_eq!(code(client.smartsheet_get_fields(&doc.docid, &sheet.sheet_id).await), 640_003, "as WeCom says");
}

#[tokio::test]
async fn what_is_wrong_leaves_nothing() {
    let (company, client) = company().await;
    let four = ["wangfang", "zhangwei", "li.na", "chenjie"];
    let long = "表".repeat(256);
    let told_of = told(client.wedoc_create_smartsheet(&long, &four).await);
    assert_eq!(
        told_of,
        "doc_name has 256 characters, at most 255 are allowed; admin_users has 4 entries, at most 3 are allowed"
    );
    assert!(told(client.wedoc_create_smartsheet("表", &[]).await).contains("admin_users"), "somebody administers it");
    let rows: Vec<SheetRow> = vec![Vec::new(); 501];
    let too_many = told(client.smartsheet_add_records("DOC", "S", &rows).await);
    assert_eq!(too_many, "records has 501 entries, at most 500 are allowed");
    assert!(told(client.smartsheet_add_records("", "S", &rows[..1]).await).contains("docid"), "of no document");
    assert_eq!(company.journal().iter().filter(|call| call.path.contains("/wedoc/")).count(), 0, "no call");
    assert_eq!(code(client.smartsheet_get_sheet("DOC").await), 301_085, "none of this app's");
    assert_eq!(code(client.wedoc_create_smartsheet("表", &["nobody"]).await), 60111, "no member");
}
