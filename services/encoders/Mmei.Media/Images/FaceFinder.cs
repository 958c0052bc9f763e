namespace Mmei.Media.Images;

/// <summary>
/// Looks for faces in pictures of any size: in the whole of it, with a border where a face fills it, and turned where none is sure.
/// Repeated in training by models/mmei_models/faces.py, which says where each number is from.
/// </summary>
public sealed class FaceFinder(IFaceDetector detector)
{
    /// <summary>The part of the detector's picture that a picture of nothing but a face takes.</summary>
    private const double Bordered = 0.5;

    /// <summary>A face that takes more of a picture is placed too small, unless it has a border.</summary>
    private const double Filled = 0.45;

    /// <summary>Pixels across a face in which something can still be read.</summary>
    private const double LeastSide = 20;

    /// <summary>Smaller faces must be surer: ornaments and letters are taken for small faces.</summary>
    private const double SmallSide = 32;
    private const double Sure = 0.7;

    /// <summary>How much surer a picture is taken to be as it is than turned, which is tried where no face is sure.</summary>
    private const double AsItIs = 1.05;

    /// <summary>The part of the longer side that a face takes at least for which a picture is turned.</summary>
    private const double TurnedSide = 0.125;

    /// <summary>What a picture is decoded for: far larger ones keep four times that, so that small faces stay readable.</summary>
    public int NeededSide => detector.Side / 2;

    public FoundFaces Find(RgbImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var found = new FoundFaces(picture, Upright(picture));
        if (Best(found) >= Sure)
        {
            return found;
        }

        var best = AsItIs * Best(found);
        for (var quarters = 1; quarters < 4; quarters++)
        {
            var turned = picture.Turned(quarters);
            var others = new FoundFaces(turned, Upright(turned));
            if (Best(others) > best && others.Faces[0].Side >= TurnedSide * Math.Max(picture.Width, picture.Height))
            {
                (found, best) = (others, Best(others));
            }
        }

        return found;
    }

    private static double Best(FoundFaces found) => found.Faces.Count > 0 ? found.Faces[0].Score : 0;

    private List<Face> Upright(RgbImage picture)
    {
        var found = Look(picture, 1);
        if (found.Count > 0 && Person.Of(found).Side < Filled * Math.Max(picture.Width, picture.Height))
        {
            return found;
        }

        return Look(picture, Bordered) is { Count: > 0 } closer ? closer : found;
    }

    private List<Face> Look(RgbImage picture, double fill)
    {
        var shown = new Letterbox(picture, detector.Side, fill);
        var faces = DistinctFaces.Of(detector.Detect(shown.Image), detector.MostOverlap);
        return [.. faces.Select(face => face.Moved(shown.Placed)).Where(face => face.Side >= (face.Score >= Sure ? LeastSide : SmallSide))];
    }
}
