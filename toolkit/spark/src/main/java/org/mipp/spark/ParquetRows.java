package org.mipp.spark;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** The rows of one row group. */
final class ParquetRows {

    private ParquetRows() {}

    static void each(ParquetFileReader reader, int group, MessageType columns, Consumer<Group> row) throws IOException {
        PageReadStore pages = reader.readRowGroup(group);
        RecordReader<Group> rows = new ColumnIOFactory()
                .getColumnIO(columns, ParquetFile.ROW)
                .getRecordReader(pages, new GroupRecordConverter(columns));
        for (long left = pages.getRowCount(); left > 0; left--) {
            row.accept(rows.read());
        }
    }
}
