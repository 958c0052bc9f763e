namespace Mmei.Cli.Tests;

/// <summary>Small folders in the formats that the demonstration reads.</summary>
internal static class Samples
{
    public static TemporaryFolder People()
    {
        var folder = new TemporaryFolder();
        folder.Write("catalog.ndjson", """{"id":"m-1","kind":"music","title":"One","description":"d","tags":[]}""" + "\n");
        folder.Write("media/a.png", [1, 2, 3]);
        folder.Write("media/a.wav", [4, 5]);
        folder.Write("observations.json", """
            [ { "userId": "ana", "sessionId": "a-1", "text": "I feel [lonely]", "image": "media/a.png", "audio": "media/a.wav", "note": "sad" },
              { "userId": "ben", "sessionId": "b-1", "text": "Fun!", "image": null, "audio": null, "note": "words alone" },
              { "userId": "chi", "sessionId": "c-1", "text": null, "image": "media/a.png", "audio": null, "note": "face alone" } ]
            """);
        return folder;
    }

    /// <summary>One face and one clip per emotion, and one sentence; the bytes name the file.</summary>
    public static TemporaryFolder RealData()
    {
        var folder = new TemporaryFolder();
        string[] classes = ["angry", "disgust", "fear", "happy", "neutral", "sad", "surprise"];
        foreach (var name in classes)
        {
            folder.Write($"fer2013/{name}/1_1.png", $"face {name}");
        }

        foreach (var code in Enumerable.Range(1, 8))
        {
            folder.Write($"ravdess/Actor_01/03-01-0{code}-01-01-01-01.flac", $"voice 0{code}");
        }

        folder.Write("goemotions/labels.txt", "anger\ndisgust\nfear\njoy\nneutral\nsadness\nsurprise\nlove");
        folder.Write("goemotions/dev.tsv", "so angry\t0\ta\nyuck\t1\tb\nscary\t2\tc\ngreat\t3,7\td\nok\t4\te\nsad\t5\tf\nwow\t6\tg\nmixed\t0,3\th\n");
        return folder;
    }
}
